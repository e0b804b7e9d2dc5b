import { expect, test } from 'vitest';
import { jvm } from '../../../src/code/jvm/jvm.ts';
import { scanCode } from '../../../src/code/scan.ts';
import { contextWith } from '../../helpers/source-context.ts';

const CANARY = 'crumbs-under-the-counter';

test('no fact carries a credential that stands in code or configuration', async () => {
  const { files, secrets } = contextWith({
    'src/main/java/Shop.java': [
      'import java.sql.DriverManager;',
      'import com.mongodb.client.MongoClients;',
      'import java.net.http.HttpRequest;',
      'import java.net.URI;',
      'class Shop {',
      `  static final String PASSWORD = System.getenv("DB_PASSWORD") == null ? "${CANARY}" : System.getenv("DB_PASSWORD");`,
      '  @Value("${shop.password}") String password;',
      `  @Value("\${shop.token:${CANARY}}") String token;`,
      '  void open() {',
      `    DriverManager.getConnection("jdbc:postgresql://" + System.getenv("DB_HOST") + "/shop?user=baker&password=${CANARY}");`,
      `    DriverManager.getConnection("jdbc:mysql://baker:${CANARY}@db/shop");`,
      `    DriverManager.getConnection("jdbc:postgresql://db/" + PASSWORD);`,
      `    MongoClients.create("mongodb://baker:${CANARY}@mongo:27017");`,
      `    MongoClients.create("mongodb://baker:" + PASSWORD + "@" + System.getenv("MONGO_HOST") + ":27017");`,
      `    HttpRequest.newBuilder(URI.create("https://baker:${CANARY}@flour.example/price")).build();`,
      '  }',
      '}',
    ].join('\n'),
    'src/main/resources/application.yml': [
      'shop:',
      `  password: ${CANARY}`,
      'spring:',
      '  datasource:',
      `    url: jdbc:postgresql://\${DB_HOST:db}:5432/shop?user=baker&password=${CANARY}`,
      `    password: \${DB_PASSWORD:${CANARY}}`,
      '  data:',
      '    mongodb:',
      `      uri: mongodb://baker:${CANARY}@mongo/shop`,
      '  rabbitmq:',
      `    addresses: amqp://baker:${CANARY}@rabbit:5672`,
    ].join('\n'),
    'src/main/resources/application-prod.properties': [
      `spring.data.mongodb.uri=mongodb://baker:${CANARY}@mongo.prod/shop`,
      `spring.datasource.url=jdbc:postgresql://db.prod/shop?password=${CANARY}`,
    ].join('\n'),
  });
  const paths = [
    'src/main/java/Shop.java',
    'src/main/resources/application-prod.properties',
    'src/main/resources/application.yml',
  ];

  const { facts, problems } = await scanCode(paths, [jvm], { files, secrets });

  expect(JSON.stringify([facts, problems])).not.toContain(CANARY);
  expect(facts.calls.length).toBe(9);
});
