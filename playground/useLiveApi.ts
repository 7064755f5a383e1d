import { useEffect, useState } from 'react';

/** Whether the page's server has a key for the real API. The key itself stays there. */
export function useLiveApi(): boolean {
  const [isAvailable, setAvailable] = useState(false);
  useEffect(() => {
    const controller = new AbortController();
    fetch('/gemini/available', { signal: controller.signal })
      .then((response) => response.json())
      .then((available) => setAvailable(available === true))
      .catch(() => {});
    return () => controller.abort();
  }, []);
  return isAvailable;
}
