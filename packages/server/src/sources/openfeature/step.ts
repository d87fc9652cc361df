/**
 * What is pasted into the pipeline of the repository that holds the definitions: git, jq and curl are all it needs. Everything in it comes
 * from the commit, so that a step that is run again sends the same bytes.
 */
export const step = `#!/bin/sh
# Tells Nightjar which flags a merge changed. Run it on the main branch, with the file as its argument:
#   NIGHTJAR_FLAGS_TOKEN=… ENVIRONMENT=production sh tell-nightjar.sh flags/production.json
set -eu
file=$1
before=$(mktemp)
git show "\${BEFORE:-HEAD^}:$file" > "$before" 2>/dev/null || echo '{}' > "$before"
jq -n --slurpfile before "$before" --slurpfile after "$file" \\
  --arg path "$file" --arg environment "\${ENVIRONMENT:-}" \\
  --arg repository "$(git config --get remote.origin.url | sed 's|://[^@/]*@|://|')" \\
  --arg revision "$(git rev-parse HEAD)" --arg at "$(git show -s --format=%cI HEAD)" \\
  --arg author "$(git show -s --format=%an HEAD)" --arg message "$(git show -s --format=%s HEAD)" \\
  '{before: $before[0], after: $after[0], $path, $environment, $repository, $revision, $at, $author, $message}' |
  curl -fsS --retry 5 --retry-all-errors -H "Authorization: Bearer $NIGHTJAR_FLAGS_TOKEN" \\
    -H 'Content-Type: application/json' --data-binary @- {url}
`;
