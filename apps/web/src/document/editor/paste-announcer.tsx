import { useEffect, useState } from 'react';
import { useTranslation } from '../../language/use-translation.ts';

/** What comes in sooner needs no word. */
const worthSayingMs = 400;

/** Says that something long is being pasted, and when it stands there; whoever sees has a note in its place. */
export function PasteAnnouncer({ isPasting }: { readonly isPasting: boolean }) {
  const { t } = useTranslation();
  const [said, setSaid] = useState<'pasting' | 'pasted' | null>(null);
  useEffect(() => {
    if (!isPasting) {
      setSaid((before) => before && 'pasted');
      return undefined;
    }
    const timer = setTimeout(() => setSaid('pasting'), worthSayingMs);
    return () => clearTimeout(timer);
  }, [isPasting]);
  return (
    <output className="sr" aria-live="polite">
      {said && t(`editor.${said}`)}
    </output>
  );
}
