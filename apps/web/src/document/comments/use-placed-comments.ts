import type { Comment, Section } from '@maobi/contract';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { client } from '../../studio/client.ts';
import { keys } from '../../studio/keys.ts';
import { placeOf, type CommentPlace } from './find-words.ts';

/** A comment, and where its words stand now. */
export interface PlacedComment {
  readonly comment: Comment;
  /** `null`: they are no longer in the text. */
  readonly place: CommentPlace | null;
}

const none: readonly Comment[] = [];

/** The comments of a document in the order of its text; those whose words are gone come last. */
export function usePlacedComments(documentId: string, sections: readonly Section[]): readonly PlacedComment[] {
  const { data: comments = none } = useQuery({
    queryKey: keys.comments(documentId),
    queryFn: async ({ signal }): Promise<Comment[]> => (await client.call('listComments', { params: { id: documentId }, signal })).comments,
  });
  return useMemo(() => placed(comments, sections), [comments, sections]);
}

function placed(comments: readonly Comment[], sections: readonly Section[]): PlacedComment[] {
  const numbers = new Map(sections.map(({ id }, index) => [id, index]));
  const numberOf = ({ place }: PlacedComment) => (place ? (numbers.get(place.sectionId) ?? 0) : sections.length);
  return comments
    .map((comment) => ({ comment, place: placeOf(comment, sections) }))
    .sort((one, other) => numberOf(one) - numberOf(other) || (one.place?.start ?? 0) - (other.place?.start ?? 0));
}
