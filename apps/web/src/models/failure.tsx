import { Icon } from '../icons/icon.tsx';
import type { ErrorText } from '../language/error-text.ts';

/** What went wrong, what to do, and small the studio's own words. */
export function Failure({ text }: { readonly text: ErrorText }) {
  return (
    <p className="download-failure" role="alert">
      <Icon name="warning" small />
      <span>
        {text.both}
        {text.detail && (
          <span className="note" lang="en">
            {text.detail}
          </span>
        )}
      </span>
    </p>
  );
}
