const PROMPTS = [
  'What is the weather in Paris and Tokyo?',
  'Search for the latest science prizes',
  'Draw an illustrated story',
  'Count to 25',
];

export function EmptyThread({ onPrompt }: { onPrompt: (prompt: string) => void }) {
  return (
    <div className="pg-empty">
      <h2>What should stream in?</h2>
      <p>Type a prompt, play a recording, or drop an .sse file of your own.</p>
      <ul>
        {PROMPTS.map((prompt) => (
          <li key={prompt}>
            <button type="button" className="pg-chip" onClick={() => onPrompt(prompt)}>
              {prompt}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
