package com.acme.hosts;

import com.acme.desk.DeskClient;
import com.acme.desk.DeskQuote;
import java.io.IOException;
import org.mockito.Mockito;

/** The client as tests of the application have it. */
final class MockedClient {

  private MockedClient() {}

  /** What a mock answers that was told what to say, and what it answers otherwise. */
  @SuppressWarnings("DirectInvocationOnMock") // to see what it answers
  static String answers(String symbol) throws IOException {
    DeskQuote quote = new DeskQuote();
    quote.setSymbol("mocked-" + symbol);
    DeskClient mock = Mockito.mock(DeskClient.class);
    Mockito.when(mock.quote(symbol)).thenReturn(quote);
    String answers = mock.quote(symbol) + " " + mock.quote(symbol) + " " + mock.quote("OTHER");
    Mockito.verify(mock, Mockito.times(2)).quote(symbol);
    return answers;
  }
}
