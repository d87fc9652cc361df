// Who plays in the demo: the teams, what each runs, and the people.

export const teams = {
  money: ['pricing', 'ledger', 'invoices', 'payments', 'refunds', 'tax', 'fraud'],
  shop: ['checkout', 'cart', 'catalog', 'search', 'recommendations', 'reviews', 'inventory', 'promotions'],
  people: ['accounts', 'login', 'profiles', 'consent', 'notifications', 'mail', 'sms'],
  edge: ['gateway', 'web', 'ios-api', 'android-api', 'images', 'sitemap', 'graphql'],
  delivery: ['orders', 'shipping', 'tracking', 'warehouse', 'returns', 'couriers', 'slots'],
  data: ['events', 'reports', 'features', 'experiments', 'warehouse-sync', 'metrics', 'exports'],
  platform: ['kafka', 'postgres-main', 'redis-cache', 'vault', 'dns', 'ci', 'registry', 'scheduler'],
  support: ['tickets', 'chat', 'helpdesk', 'knowledge', 'agents', 'surveys', 'callbacks', 'status', 'faq'],
} as const;
export const services = Object.entries(teams).flatMap(([team, names]) =>
  names.map((name) => ({ team, name })),
);
export const people = [
  'joey',
  'mina',
  'ana',
  'lee',
  'sam',
  'priya',
  'tomasz',
  'ingrid',
  'kofi',
  'yuki',
  'diego',
  'noor',
];
