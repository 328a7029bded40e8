import { z } from 'zod';
import { jobSchema } from './documents.ts';
import { nothing, pathId, type Endpoint } from './endpoint.ts';
import { listedJobSchema, moveJobSchema, nightPlanSchema, setNightRunSchema } from './jobs.ts';

const jobList = z.object({ jobs: z.array(listedJobSchema) });

/** The rows of the endpoint table that are about the order of jobs and the night run. */
export const jobEndpoints = {
  /** Open and paused ones in the order in which they are worked on, then the latest of those that ended. */
  listJobs: { method: 'GET', path: '/api/jobs', params: nothing, query: nothing, body: null, response: jobList },
  pauseJob: { method: 'POST', path: '/api/jobs/:id/pause', params: pathId, query: nothing, body: nothing, response: jobSchema },
  resumeJob: { method: 'POST', path: '/api/jobs/:id/resume', params: pathId, query: nothing, body: nothing, response: jobSchema },
  /** Ends it for good; what was written is kept. */
  stopJob: { method: 'POST', path: '/api/jobs/:id/stop', params: pathId, query: nothing, body: nothing, response: jobSchema },
  /** Puts an open or paused job before another one, and answers with all. What is being written ends its section first. */
  moveJob: { method: 'POST', path: '/api/jobs/:id/move', params: pathId, query: nothing, body: moveJobSchema, response: jobList },
  /** The night run that was asked for, and what the last one did. */
  getNightRun: { method: 'GET', path: '/api/night-run', params: nothing, query: nothing, body: null, response: nightPlanSchema },
  /** From now on open jobs work in this time only. Takes the place of another one. */
  setNightRun: {
    method: 'POST',
    path: '/api/night-run',
    params: nothing,
    query: nothing,
    body: setNightRunSchema,
    response: nightPlanSchema,
  },
  /** Open jobs work at any time again. */
  cancelNightRun: { method: 'DELETE', path: '/api/night-run', params: nothing, query: nothing, body: null, response: nightPlanSchema },
  /** The writer has seen what the last one did. */
  seeNightSummary: {
    method: 'POST',
    path: '/api/night-run/seen',
    params: nothing,
    query: nothing,
    body: nothing,
    response: nightPlanSchema,
  },
} as const satisfies Record<string, Endpoint>;
