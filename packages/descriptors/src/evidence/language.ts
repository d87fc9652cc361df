/** Settings that only the runtime of one language reads, by how their names begin. */
const settings: readonly (readonly [beginning: string, language: string])[] = [
  ['JAVA_', 'java'],
  ['_JAVA_', 'java'],
  ['JVM_', 'java'],
  ['JDK_', 'java'],
  ['SPRING_', 'java'],
  ['OTEL_JAVA', 'java'],
  ['NODE_ENV', 'javascript'],
  ['NODE_OPTIONS', 'javascript'],
  ['NODE_PATH', 'javascript'],
  ['NPM_', 'javascript'],
  ['DOTNET_', 'c#'],
  ['ASPNETCORE_', 'c#'],
  ['OTEL_DOTNET_', 'c#'],
  ['GOMEMLIMIT', 'go'],
  ['GOGC', 'go'],
  ['GOMAXPROCS', 'go'],
  ['GODEBUG', 'go'],
  ['PYTHON', 'python'],
  ['DJANGO_', 'python'],
  ['GUNICORN_', 'python'],
  ['OTEL_PYTHON_', 'python'],
  ['RAILS_', 'ruby'],
  ['RACK_', 'ruby'],
  ['BUNDLE_', 'ruby'],
  ['PHP_', 'php'],
  ['OTEL_PHP_', 'php'],
  ['RUST_', 'rust'],
  ['PHX_', 'elixir'],
  ['MIX_', 'elixir'],
  ['RELEASE_COOKIE', 'elixir'],
];

/** What is run, by the program's name. */
const programs: Readonly<Record<string, string>> = {
  java: 'java',
  node: 'javascript',
  npm: 'javascript',
  yarn: 'javascript',
  dotnet: 'c#',
  python: 'python',
  python3: 'python',
  gunicorn: 'python',
  uvicorn: 'python',
  ruby: 'ruby',
  bundle: 'ruby',
  rails: 'ruby',
  php: 'php',
  mix: 'elixir',
};

/** Only as `settings` of the container itself: what a shared map brings may be meant for its other readers. */
export const languageOf = (variables: Iterable<string>, commands: Iterable<string>): string | undefined => {
  for (const command of commands) {
    const program = command.slice(command.lastIndexOf('/') + 1);
    if (Object.hasOwn(programs, program)) return programs[program];
  }
  for (const variable of variables)
    for (const [beginning, language] of settings) if (variable.startsWith(beginning)) return language;
  return undefined;
};
