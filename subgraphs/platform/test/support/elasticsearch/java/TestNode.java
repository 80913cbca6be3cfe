package marquee.search;

import java.nio.file.Path;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.Node;

/**
 * One node of a real Elasticsearch on the loopback, for tests: {@code TestNode <home> <port>}. It says READY when it
 * answers, and ends when its standard input is closed, so that it never outlives the test run.
 */
public final class TestNode {
  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]).toAbsolutePath();
    Settings settings =
        Settings.builder()
            .put("path.home", home.toString())
            .put("path.data", home.resolve("data").toString())
            .put("cluster.name", "marquee-test")
            .put("node.name", "only")
            .put("discovery.type", "single-node")
            .put("network.host", "127.0.0.1")
            .put("http.port", arguments[1])
            .put("transport.port", "0")
            .put("transport.type", "netty4")
            .put("http.type", "netty4")
            .put("node.processors", "1")
            .put("cluster.routing.allocation.disk.threshold_enabled", "false")
            .build();
    LogConfigurator.loadLog4jPlugins();
    LogConfigurator.configureESLogging();
    LogConfigurator.setNodeName("only");
    Node node = new Node(new Environment(settings, home.resolve("config")));
    node.start();
    System.out.println("READY");
    while (System.in.read() >= 0) {
      // Until the parent is gone.
    }
    node.close();
    System.exit(0);
  }
}
