package io.tickcache.benchmarks;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Curves over logarithmic axes, as SVG, on a ground of its own that can be read on a light page and
 * on a dark one.
 */
final class Plot {

  private static final Color GROUND = new Color(0xFAFAFA);
  private static final Color INK = new Color(0x303030);
  private static final Color GRID = new Color(0xDDDDDD);

  /** Told apart by those who see few colours, too: Okabe and Ito's. */
  private static final List<Color> COLOURS =
      List.of(new Color(0x0072B2), new Color(0xD55E00), new Color(0x009E73), new Color(0xCC79A7));

  private final XYChart chart;

  Plot(String title, String of, String unit) {
    System.setProperty("java.awt.headless", "true");
    chart =
        new XYChartBuilder()
            .width(640)
            .height(360)
            .title(title)
            .xAxisTitle(of)
            .yAxisTitle(unit)
            .build();
    XYStyler style = chart.getStyler();
    Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    style
        .setBaseFont(font)
        .setChartTitleFont(font.deriveFont(Font.BOLD, 14))
        .setChartBackgroundColor(GROUND)
        .setChartFontColor(INK)
        .setChartTitleBoxVisible(false)
        .setPlotBackgroundColor(GROUND)
        .setPlotBorderVisible(false)
        .setLegendBackgroundColor(GROUND)
        .setLegendBorderColor(GROUND)
        .setLegendFont(font)
        .setLegendPosition(LegendPosition.OutsideS)
        .setLegendLayout(LegendLayout.Horizontal)
        .setSeriesColors(COLOURS.toArray(Color[]::new));
    style
        .setAxisTitleFont(font)
        .setAxisTickLabelsFont(font)
        .setAxisTickLabelsColor(INK)
        .setPlotGridLinesColor(GRID)
        .setPlotGridLinesStroke(new BasicStroke(1))
        .setXAxisLogarithmic(true)
        .setYAxisLogarithmic(true)
        .setXAxisDecimalPattern("#,###")
        .setYAxisDecimalPattern("#,###.#");
  }

  void add(Curve curve) {
    XYSeries series =
        chart.addSeries(
            curve.name(),
            List.copyOf(curve.points().keySet()),
            List.copyOf(curve.points().values()));
    series.setMarker(SeriesMarkers.CIRCLE);
    series.setLineStyle(new BasicStroke(2));
  }

  void write(Path file) throws IOException {
    VectorGraphicsEncoder.saveVectorGraphic(chart, file.toString(), VectorGraphicsFormat.SVG);
  }
}
