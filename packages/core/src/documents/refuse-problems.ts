import { type Brief, type BriefProblem, briefProblems, type Template } from '@maobi/contract';
import { StudioError } from '../errors.ts';

/** Throws `invalid-request` for a brief that asks for what cannot be had. */
export function refuseProblems(brief: Brief, template: Template | null): void {
  const [problem] = briefProblems(brief, template);
  if (problem) throw refusal(problem, brief, template);
}

function refusal(problem: BriefProblem, brief: Brief, template: Template | null): StudioError {
  switch (problem.code) {
    case 'contradiction': {
      const { include, avoid } = problem;
      return new StudioError(
        'invalid-request',
        `"${include}" must be in the text, and "${avoid}" must not: without the second, hardly anything is left of the first.`,
        { hint: 'Take one of them out of the brief.', details: { field: 'mustAvoid' } },
      );
    }
    case 'length': {
      const { minimum, maximum } = problem;
      const name = template?.name[brief.language] ?? '';
      return new StudioError(
        'invalid-request',
        `The template "${name}" is made for a length of ${minimum} to ${maximum}, not ${brief.words}.`,
        {
          hint: 'Choose a length in between, or write without the template.',
          details: { field: 'words' },
        },
      );
    }
  }
}
