package io.tickcache.agent.cli;

import picocli.CommandLine.Command;

/** Holds the commands together; without one of them there is nothing to do. */
@Command(
    name = "java -jar tickcache-agent.jar",
    description =
        "Looks at rules files of Tickcache and at the applications they are for, running or not.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "To run an application with the agent:",
      "  java -javaagent:tickcache-agent.jar=FILE -jar APPLICATION.jar"
    })
final class Commands {}
