import { useEffect, useRef, useState } from 'react';
import { AnswerText } from '../../conversation/turn/answer-text.tsx';

interface NearTextProps {
  readonly sectionId: string;
  readonly text: string;
  readonly isFar: boolean;
}

/** Two screens before it comes into sight, it is drawn as it should look. */
const nearMargin = '1800px';

/** A section's text. One that is far away stands there as its Markdown, to be found and gone to, until it comes near: a long document opens at once. */
export function NearText({ sectionId, text, isFar }: NearTextProps) {
  const place = useRef<HTMLDivElement>(null);
  const [isNear, setIsNear] = useState(!isFar);
  useEffect(() => {
    if (isNear || !place.current) return undefined;
    const sight = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && setIsNear(true), {
      root: place.current.closest('.document-text'),
      rootMargin: `${nearMargin} 0px`,
    });
    sight.observe(place.current);
    return () => sight.disconnect();
  }, [isNear]);
  return (
    <div ref={place} data-text={sectionId} style={{ ['--letters' as string]: text.length }}>
      {isNear ? (
        <AnswerText text={text} isLive={false} />
      ) : (
        <div className="answer">
          <p className="plain-text">{text}</p>
        </div>
      )}
    </div>
  );
}
