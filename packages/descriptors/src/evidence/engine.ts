/** Software that keeps or carries the data of others: what runs it is a resource, not a service. */
export type Engine = {
  readonly engine: string;
  readonly type: 'database' | 'cache' | 'queue' | 'search' | 'bucket';
};

type Known = Engine & {
  readonly images: readonly string[];
  readonly ports: readonly number[];
  readonly data: readonly string[];
};

/** Engine, type; the last parts of its published images' names; its ports; where its images keep data. */
const table: readonly (readonly [string, Engine['type'], string, readonly number[], string])[] = [
  [
    'postgresql',
    'database',
    'postgres postgresql postgresql-ha postgresql-repmgr',
    [5432],
    '/var/lib/postgresql',
  ],
  ['postgresql', 'database', 'postgis timescaledb pgvector spilo', [], '/bitnami/postgresql'],
  ['mysql', 'database', 'mysql mysql-server percona percona-server', [3306], '/var/lib/mysql /bitnami/mysql'],
  ['mariadb', 'database', 'mariadb mariadb-galera', [], '/bitnami/mariadb'],
  ['mongodb', 'database', 'mongo mongodb mongodb-community-server', [27017], '/data/db /bitnami/mongodb'],
  ['cassandra', 'database', 'cassandra scylla', [9042], '/var/lib/cassandra'],
  ['cockroachdb', 'database', 'cockroach', [26257], '/cockroach/cockroach-data'],
  ['clickhouse', 'database', 'clickhouse clickhouse-server', [], '/var/lib/clickhouse'],
  ['neo4j', 'database', 'neo4j', [7687], ''],
  ['sql server', 'database', 'azure-sql-edge mssql-server', [1433], '/var/opt/mssql'],
  ['influxdb', 'database', 'influxdb', [], '/var/lib/influxdb /var/lib/influxdb2'],
  ['etcd', 'database', 'etcd', [2379], '/bitnami/etcd'],
  ['zookeeper', 'database', 'zookeeper cp-zookeeper', [2181], '/bitnami/zookeeper'],
  ['redis', 'cache', 'redis redis-stack redis-stack-server redis-cluster keydb', [6379], '/bitnami/redis'],
  ['valkey', 'cache', 'valkey valkey-cluster valkey-bundle', [], '/bitnami/valkey'],
  ['dragonfly', 'cache', 'dragonfly', [], ''],
  ['memcached', 'cache', 'memcached', [11211], ''],
  ['kafka', 'queue', 'kafka cp-kafka kafka-native redpanda', [9092], '/var/lib/kafka /bitnami/kafka'],
  ['rabbitmq', 'queue', 'rabbitmq lavinmq', [5672], '/var/lib/rabbitmq /bitnami/rabbitmq'],
  ['nats', 'queue', 'nats nats-streaming', [4222], ''],
  ['activemq', 'queue', 'activemq activemq-classic activemq-artemis', [61616], ''],
  ['pulsar', 'queue', 'pulsar pulsar-all', [6650], ''],
  ['elasticsearch', 'search', 'elasticsearch', [9300], '/usr/share/elasticsearch/data'],
  ['opensearch', 'search', 'opensearch', [], '/usr/share/opensearch/data'],
  ['solr', 'search', 'solr', [8983], '/var/solr'],
  ['minio', 'bucket', 'minio', [], ''],
];

const words = (text: string): string[] => text.split(' ').filter((word) => word !== '');

const known: readonly Known[] = table.map(([engine, type, images, ports, data]) => ({
  engine,
  type,
  images: words(images),
  ports,
  data: words(data),
}));

export type Looks = {
  /** The last part of the image's name. */
  readonly image: string;
  readonly ports: readonly number[];
  /** Where volumes are mounted. */
  readonly mounts: readonly string[];
  /** It is one that keeps its identity and its disks: a StatefulSet. */
  readonly stateful: boolean;
};

/**
 * Which engine runs here, and how sure that is. By its published image (0.95); an image of one's own by the engine's data
 * folder (0.85), or by its port where the workload keeps its disks (0.75). A port alone says nothing: proxies and poolers
 * listen there too; nor do settings like POSTGRES_DB, which the clients of a database import as well.
 */
export const engineOf = (looks: Looks): (Engine & { readonly confidence: number }) | null => {
  const image = looks.image.toLowerCase();
  const within = (mount: string, folder: string): boolean =>
    mount === folder || mount.startsWith(`${folder}/`);
  const found = (is: (one: Known) => boolean, confidence: number) => {
    const one = known.find(is);
    return one === undefined ? null : { engine: one.engine, type: one.type, confidence };
  };
  return (
    found((one) => one.images.includes(image), 0.95) ??
    found((one) => one.data.some((folder) => looks.mounts.some((mount) => within(mount, folder))), 0.85) ??
    (looks.stateful ? found((one) => one.ports.some((port) => looks.ports.includes(port)), 0.75) : null)
  );
};
