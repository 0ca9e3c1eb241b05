package io.tickcache.it.browser;

import io.tickcache.it.harness.AgentJvm;
import java.util.List;
import java.util.function.Predicate;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page as its users see it. Whatever is asked of it is waited for. */
final class StatusPage {

  private final Browser browser;

  private StatusPage(Browser browser) {
    this.browser = browser;
  }

  /** Opens it and waits until it shows something. */
  static StatusPage at(String url, Browser browser) {
    browser.open(url);
    StatusPage page = new StatusPage(browser);
    page.awaitText("#count", text -> text.endsWith("rules"));
    return page;
  }

  /** The text of what a selector of CSS finds first, or an empty one. */
  String text(String selector) {
    return (String)
        browser.run(
            "const found = document.querySelector(arguments[0]);"
                + " return found ? found.innerText.trim() : ''",
            selector);
  }

  void awaitText(String selector, Predicate<String> fits) {
    String[] last = {""};
    AgentJvm.awaiting(selector)
        .until(
            () -> {
              last[0] = text(selector);
              return fits.test(last[0]);
            });
  }

  boolean isShown(String selector) {
    return find(selector).isDisplayed();
  }

  WebElement find(String selector) {
    return browser.driver().findElement(By.cssSelector(selector));
  }

  private WebElement row(String rule) {
    return browser
        .driver()
        .findElement(By.xpath("//tbody[@id='rows']/tr[td/button[text()='" + rule + "']]"));
  }

  List<String> rows() {
    @SuppressWarnings("unchecked")
    List<String> names =
        (List<String>)
            browser.run(
                "return [...document.querySelectorAll('#rows .name[aria-expanded]')].map(b => b.textContent)");
    return names;
  }

  /** The number in a column of a rule's row, counted from 1; -1 where there is none. */
  double figure(String rule, int column) {
    String text = row(rule).findElement(By.xpath("td[" + column + "]")).getText();
    String number = text.replaceAll("[^0-9.]", "");
    return number.isEmpty() ? -1 : Double.parseDouble(number);
  }

  String marks(String rule) {
    return row(rule).findElement(By.xpath("td[1]/span")).getText();
  }

  /** Opens the details of a rule. */
  void openRule(String rule) {
    row(rule).findElement(By.cssSelector("button.name")).click();
    awaitDetail(rule, text -> text.contains("Bound methods"));
  }

  private WebElement detail(String rule) {
    return row(rule).findElement(By.xpath("following-sibling::tr[1][@class='detail']"));
  }

  void awaitDetail(String rule, Predicate<String> fits) {
    AgentJvm.awaiting("details of " + rule).until(() -> fits.test(detail(rule).getText()));
  }

  /** A button, field or choice among the controls of a rule. */
  WebElement control(String rule, String xpath) {
    return detail(rule).findElement(By.xpath(".//div[@class='controls']//" + xpath));
  }

  /** Waits for what is told of the last control of a rule. */
  String awaitResult(String rule, Predicate<String> fits) {
    String[] last = {""};
    AgentJvm.awaiting("a result that fits")
        .until(
            () -> {
              last[0] = detail(rule).findElement(By.tagName("output")).getText();
              return fits.test(last[0]);
            });
    return last[0];
  }

  void typeToken(String token) {
    find("#token-text").sendKeys(token, Keys.ENTER);
  }
}
