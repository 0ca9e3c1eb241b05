package io.tickcache.sample.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    Table table = new Table("", "without", "with");
    table.row("calls", "1,234", "5");
    table.row("errors seen", "0");

    assertThat(table.text())
        .isEqualTo(
            """
                          without   with
            ----------------------------
            calls           1,234      5
            errors seen         0
            """);
  }
}
