import { useEffect, useState } from 'react';
import { IconButton } from './IconButton.tsx';

/** Milliseconds for which it is said what became of it. */
const SAID = 4000;

interface LinkButtonProps {
  disabled: boolean;
  /** Resolves to a URL that opens all this, if there can be one. */
  onLink: () => Promise<string | undefined>;
}

/** Puts the tape and the position into the page's address, and copies that. */
export function LinkButton({ disabled, onLink }: LinkButtonProps) {
  const [said, setSaid] = useState<string>();
  useEffect(() => {
    if (said === undefined) return;
    const timer = setTimeout(() => setSaid(undefined), SAID);
    return () => clearTimeout(timer);
  }, [said]);
  const link = async () => {
    const url = await onLink();
    if (url === undefined) return setSaid('Too large for a link: save it');
    history.replaceState(null, '', url);
    const isCopied = await navigator.clipboard.writeText(url).then(
      () => true,
      () => false,
    );
    setSaid(isCopied ? 'Link copied' : 'The link is in the address bar');
  };
  return (
    <>
      <output className="pg-muted pg-said">{said}</output>
      <IconButton
        icon={said ? 'done' : 'link'}
        label="Copy a link to this"
        disabled={disabled}
        onClick={() => void link()}
      />
    </>
  );
}
