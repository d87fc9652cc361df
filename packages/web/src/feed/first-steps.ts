export type Step = { readonly name: string; readonly lines: string };

/** Two ways to send a first change to this origin, as they are pasted into a shell in the folder Nightjar was started in. */
export const firstSteps = (origin: string): readonly Step[] => [
  {
    name: 'With curl',
    lines: [
      `curl ${origin}/api/v1/changes \\`,
      `  -H "Authorization: Bearer $(cat .nightjar/token)" \\`,
      `  -H 'Content-Type: application/json' \\`,
      `  -d '{"kind": "deploy", "phase": "finished", "title": "Deploy pricing v812",`,
      `       "services": ["pricing"], "environment": "prod", "version": "v812"}'`,
    ].join('\n'),
  },
  {
    name: 'Around a command of yours: its start, its end and its exit code are one line',
    lines: `NIGHTJAR_URL=${origin} npm run nightjar -- send --kind deploy --service pricing --env prod -- sleep 5`,
  },
];
