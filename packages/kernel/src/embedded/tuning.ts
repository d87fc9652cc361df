/** One node, beside the server that uses it. Durability is PostgreSQL's own default, written out so that nobody wonders. */
const tuning = {
  listen_addresses: '',
  unix_socket_permissions: '0600',
  max_connections: '100',
  shared_buffers: '256MB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  // The packaged build has no liburing.
  io_method: 'worker',
  jit: 'off',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  // Nor lz4 or zstd.
  wal_compression: 'pglz',
  min_wal_size: '128MB',
  max_wal_size: '3GB',
  checkpoint_timeout: '15min',
  random_page_cost: '1.1',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // A statement or a row in the log could hold what somebody sent us.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
  logging_collector: 'off',
} as const;

/** The command line of `postgres`. It wins over postgresql.conf, so that a cluster from an older Nightjar runs alike. */
export const commandLine = (
  folder: string,
  socketFolder: string,
  marker: string,
  changed: Readonly<Record<string, string>>,
): string[] => [
  '-D',
  folder,
  ...Object.entries({
    ...tuning,
    ...changed,
    unix_socket_directories: socketFolder,
    cluster_name: marker,
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
];
