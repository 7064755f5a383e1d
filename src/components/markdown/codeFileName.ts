/** Names of languages that are not what their files end in. */
const ENDINGS: { [language: string]: string | undefined } = {
  bash: 'sh',
  'c++': 'cpp',
  'c#': 'cs',
  console: 'txt',
  csharp: 'cs',
  docker: 'dockerfile',
  elixir: 'ex',
  erlang: 'erl',
  golang: 'go',
  haskell: 'hs',
  javascript: 'js',
  julia: 'jl',
  kotlin: 'kt',
  latex: 'tex',
  markdown: 'md',
  matlab: 'm',
  perl: 'pl',
  plaintext: 'txt',
  powershell: 'ps1',
  python: 'py',
  ruby: 'rb',
  rust: 'rs',
  shell: 'sh',
  text: 'txt',
  typescript: 'ts',
  zsh: 'sh',
};

/** The name of a file for code in a language, which may be anything that a model wrote: letters and digits at most. */
export function codeFileName(language: string | undefined): string {
  const name = language?.toLowerCase() ?? '';
  const known = Object.hasOwn(ENDINGS, name) ? ENDINGS[name] : undefined;
  return `code.${known ?? (/^[a-z\d]{1,10}$/.test(name) ? name : 'txt')}`;
}
