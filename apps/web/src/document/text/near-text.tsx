import { AnswerText } from '../../conversation/turn/answer-text.tsx';

interface NearTextProps {
  readonly sectionId: string;
  readonly text: string;
  readonly isNear: boolean;
}

/** A section's text. One that is far away stands there as its Markdown, to be found and gone to, until it comes near: a long document opens at once. */
export function NearText({ sectionId, text, isNear }: NearTextProps) {
  return (
    <div data-text={sectionId} style={{ ['--letters' as string]: text.length }}>
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
