package io.tickcache.packing;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Puts the agent's jar together. The few classes of the entrance stay where the JVM looks; all the
 * rest moves into a folder for each Java level, under a suffix that no class loader looks for, the
 * libraries into one named {@code lib} in it. The same input gives the same bytes.
 */
public final class Packer {

  private static final String VISIBLE = "io/tickcache/bootstrap/";
  private static final String ENTRANCE = VISIBLE + "Entrance";
  private static final String LIBRARIES = "io/tickcache/shaded/";
  private static final String CLASS = ".class";
  private static final String BASE = "java8";

  /** Libraries that others of ours can use, and are without. */
  private static final List<String> OPTIONAL =
      List.of(
          LIBRARIES + "latencyutils/",
          LIBRARIES + "micrometer/context/",
          LIBRARIES + "netty/internal/tcnative/",
          LIBRARIES + "reactor/blockhound/");

  private final Map<String, byte[]> entries = new TreeMap<>();
  private final Instant time;

  Packer(Instant time) {
    this.time = time;
  }

  /**
   * Writes the jar.
   *
   * @param arguments the jar to write, the version, the time of its entries, the licence, and then
   *     for each Java level its folder's name and a jar with what belongs there, the base first
   */
  public static void main(String[] arguments) throws IOException {
    List<String> rest = List.of(arguments);
    Packer packer = new Packer(Instant.parse(rest.get(2)));
    packer.entries.put("tickcache/LICENSE", Files.readAllBytes(Path.of(rest.get(3))));
    for (int i = 4; i < rest.size(); i += 2) {
      packer.hide(rest.get(i), Path.of(rest.get(i + 1)));
    }
    packer.leaveOutUnused();
    packer.requireParents();
    packer.write(Path.of(rest.get(0)), rest.get(1));
  }

  /** Takes what is in a jar; classes of the entrance stay visible, whatever the level. */
  void hide(String level, Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      zip.stream()
          .filter(entry -> !entry.isDirectory() && !isOfTheBuild(entry.getName()))
          .sorted(Comparator.comparing(ZipEntry::getName))
          .forEach(entry -> add(level, entry.getName(), read(zip, entry)));
    }
  }

  private void add(String level, String name, byte[] bytes) {
    if (!name.endsWith(CLASS)) {
      entries.put("tickcache/" + level + "/" + name, bytes);
    } else if (name.lastIndexOf('/') == VISIBLE.length() - 1 && name.startsWith(VISIBLE)) {
      entries.put(name, name.equals(ENTRANCE + CLASS) ? ClassFiles.asOfJava6(bytes) : bytes);
    } else {
      entries.put(
          "tickcache/" + level + "/" + name + "data",
          name.startsWith(LIBRARIES) ? ofLibrary(name, bytes) : bytes);
    }
  }

  /**
   * The parser of YAML looks for the dates of {@code java.sql}, which it would read. The first
   * class that is loaded of such a module has the JVM set up {@code java.nio.file}, which is for
   * the application to do.
   */
  private static byte[] ofLibrary(String name, byte[] bytes) {
    byte[] lean = ClassFiles.withoutVariables(bytes);
    return name.startsWith(LIBRARIES + "snakeyaml/") ? ClassFiles.without("java.sql.", lean) : lean;
  }

  private static boolean isOfTheBuild(String name) {
    return name.equals("META-INF/MANIFEST.MF")
        || name.startsWith("META-INF/maven/")
        || name.startsWith("META-INF/versions/")
        || name.endsWith("module-info.class");
  }

  private static byte[] read(ZipFile zip, ZipEntry entry) {
    try {
      return zip.getInputStream(entry).readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(entry.getName(), unreadable);
    }
  }

  /** Leaves out the classes of libraries that nothing leads to from anything else. */
  void leaveOutUnused() {
    Mentions mentions = new Mentions();
    entries.forEach((name, bytes) -> mentions.add(type(name), bytes));
    Set<String> used = mentions.from(type -> !isOfLibrary(type) || isFoundByParts(type));
    entries.keySet().removeIf(name -> !used.contains(type(name)));
  }

  private static boolean isOfLibrary(String type) {
    return type.startsWith(LIBRARIES) && type.indexOf('.') < 0;
  }

  /** Caffeine puts the names of its nodes and caches together from letters for what they can do. */
  private static boolean isFoundByParts(String type) {
    return type.matches(LIBRARIES + "caffeine/cache/[A-Z]+");
  }

  /** The internal name of the class in an entry; another entry's is its path. */
  private static String type(String entry) {
    return entry.replaceFirst("^tickcache/java\\d+/", "").replaceFirst("\\.class(data)?$", "");
  }

  /** Makes sure that no class was left out that a class which was taken extends or implements. */
  void requireParents() {
    Set<String> taken = new HashSet<>();
    for (String name : entries.keySet()) {
      taken.add(type(name));
    }
    for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
      if (entry.getKey().contains(CLASS)) {
        for (String parent : ClassFiles.parents(entry.getValue())) {
          if (isOurs(parent) && !taken.contains(parent)) {
            throw new IllegalStateException(
                entry.getKey() + " rests on " + parent + ", which the jar lacks");
          }
        }
      }
    }
  }

  private static boolean isOurs(String type) {
    return type.startsWith("io/tickcache/") && OPTIONAL.stream().noneMatch(type::startsWith);
  }

  void write(Path jar, String version) throws IOException {
    try (JarOutputStream out =
        new JarOutputStream(new BufferedOutputStream(Files.newOutputStream(jar)))) {
      out.setLevel(Deflater.BEST_COMPRESSION);
      begin(out, "META-INF/MANIFEST.MF");
      manifest(version).write(out);
      out.closeEntry();
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        begin(out, shortened(entry.getKey()));
        out.write(entry.getValue());
        out.closeEntry();
      }
    }
  }

  /** Nine names in ten are libraries', and each is in the jar twice. */
  private static String shortened(String name) {
    return name.replaceFirst("^(tickcache/java\\d+/)" + LIBRARIES, "$1lib/");
  }

  private void begin(JarOutputStream out, String name) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(time.toEpochMilli());
    out.putNextEntry(entry);
  }

  private Manifest manifest(String version) {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    String entrance = ENTRANCE.replace('/', '.');
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.put(Attributes.Name.MAIN_CLASS, entrance);
    main.put(new Attributes.Name("Premain-Class"), entrance);
    main.put(new Attributes.Name("Agent-Class"), entrance);
    main.put(new Attributes.Name("Can-Retransform-Classes"), "true");
    main.put(Attributes.Name.IMPLEMENTATION_TITLE, "Tickcache");
    main.put(Attributes.Name.IMPLEMENTATION_VERSION, version);
    packages().forEach((level, names) -> main.putValue("Tickcache-Packages-" + level, names));
    return manifest;
  }

  /**
   * The packages in the folders of newer Java levels, each with slashes in and around it: they are
   * few, and need not be looked for there otherwise.
   */
  private Map<String, String> packages() {
    Map<String, Set<String>> packages = new TreeMap<>();
    for (String name : entries.keySet()) {
      String[] parts = shortened(name).split("/", 3);
      if (parts[0].equals("tickcache") && parts.length == 3 && !parts[1].equals(BASE)) {
        String path = "/" + parts[2];
        packages
            .computeIfAbsent(parts[1], level -> new TreeSet<>())
            .add(path.substring(0, path.lastIndexOf('/') + 1));
      }
    }
    Map<String, String> texts = new TreeMap<>();
    packages.forEach((level, names) -> texts.put(level, String.join(" ", names)));
    return texts;
  }
}
