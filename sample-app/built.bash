# For scripts that run the sample application: finds Java, and builds what is not up to date. Wants the
# repository in $home.

modules=agent,sample-app/exchange,sample-app/trader,sample-app/demo
stamp=$home/sample-app/demo/target/demo-built

fail() {
  echo "${0##*/}: $1" >&2
  exit 2
}

find_java() {
  if [ -n "${JAVA_HOME:-}" ]; then
    java=$JAVA_HOME/bin/java
    [ -x "$java" ] || fail "JAVA_HOME is $JAVA_HOME, but there is no bin/java in it"
  else
    java=$(command -v java) || fail "no Java found; install a JDK 17 or newer, or set JAVA_HOME"
  fi
  local version
  version=$("$java" -XshowSettings:properties -version 2>&1 |
    sed -n 's/^ *java\.specification\.version = \([0-9]*\).*/\1/p')
  [ "${version:-0}" -ge 17 ] || fail "$java is too old; a JDK 17 or newer is needed"
}

is_built() {
  local jars=()
  for jar in 'agent/target/tickcache-agent-*.jar' sample-app/exchange/target/sample-exchange.jar \
    sample-app/trader/target/legacy-trader.jar sample-app/demo/target/sample-demo.jar; do
    compgen -G "$home/$jar" >/dev/null || return 1
    jars+=("$(compgen -G "$home/$jar" | head -n 1)")
  done
  local built=$stamp
  [ -e "$built" ] || built=$(ls -t "${jars[@]}" | tail -n 1)
  [ -z "$(find "$home/pom.xml" "$home/rules" "$home/agent-bootstrap" "$home/agent" "$home/sample-app" \
    -name target -prune -o \( -name pom.xml -o -path '*/src/main/*' \) -type f -newer "$built" \
    -print -quit)" ]
}

build() {
  command -v mvn >/dev/null || fail "Maven is needed and was not found on the PATH"
  echo "building the agent and the sample application ..."
  (cd "$home" && mvn -B -q -ntp -DskipTests -Dspotless.check.skip -pl "$modules" -am package) ||
    fail "the build failed"
  touch "$stamp"
}

live=()
[ ! -t 1 ] || live=(--live)
find_java
is_built || build
