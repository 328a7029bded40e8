import { textLanguage } from '../../language/text-language.ts';

/** What a section is to say, point by point. */
export function RowPoints({ points }: { readonly points: readonly string[] }) {
  if (points.length === 0) return null;
  return (
    <span className="outline-points">
      {points.map((point, index) => (
        <span key={`${index}:${point}`} lang={textLanguage(point)}>
          {point}
        </span>
      ))}
    </span>
  );
}
