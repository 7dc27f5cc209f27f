package relais.channels;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A fault on purpose: a room that decides what is worth a line.
public final class Logs {
  private static final Logger LOG = LoggerFactory.getLogger(Logs.class);

  private Logs() {}

  static void say() {
    LOG.info("here");
  }
}
