package io.tickcache.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Curves over the same sizes, as a table and as a plot. */
final class Figure {

  private final String title;
  private final String of;
  private final String unit;
  private final List<Curve> curves;

  /**
   * @param of what there is more and more of
   * @param unit what is measured, in what
   */
  Figure(String title, String of, String unit, List<Curve> curves) {
    this.title = title;
    this.of = of;
    this.unit = unit;
    this.curves = curves;
  }

  String markdown() {
    List<String> head = new ArrayList<>(List.of(of));
    curves.forEach(curve -> head.add(curve.name() + ", " + unit));
    Table table = new Table(head.toArray(String[]::new));
    SortedSet<Integer> sizes = new TreeSet<>();
    curves.forEach(curve -> sizes.addAll(curve.points().keySet()));
    for (int size : sizes) {
      List<String> row = new ArrayList<>(List.of("%,d".formatted(size)));
      curves.forEach(curve -> row.add(cell(curve.points().get(size))));
      table.add(row);
    }
    return table.markdown();
  }

  private static String cell(Double figure) {
    return figure == null ? Table.NOTHING : "%,.1f".formatted(figure);
  }

  /** In a file that ends in {@code .svg}. */
  void plot(Path file) throws IOException {
    Plot plot = new Plot(title, of, unit);
    curves.forEach(plot::add);
    plot.write(file);
  }
}
