/** What stands for a token where whoever reads may not make one. */
export const anyToken = '$NIGHTJAR_TOKEN';

/** A first change, sent to this origin by hand. */
export const byCurl = (origin: string, token: string): string =>
  [
    `curl ${origin}/api/v1/changes \\`,
    `  -H "Authorization: Bearer ${token}" \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d '{"kind": "deploy", "phase": "finished", "title": "Deploy pricing v812",`,
    `       "services": ["pricing"], "environment": "prod", "version": "v812"}'`,
  ].join('\n');

/** Around a command of a pipeline: its start, its end and its exit code are one line. */
export const aroundACommand = (origin: string, token: string): string =>
  [
    `export NIGHTJAR_URL=${origin} NIGHTJAR_TOKEN=${token}`,
    'npm run -s nightjar -- send --kind deploy --service pricing --env prod -- sleep 5',
  ].join('\n');
