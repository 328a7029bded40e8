import { hasNoNight, type EndpointBody, type NightPlan, type NightRun } from '@maobi/contract';
import { StudioError } from '../errors.ts';
import type { StoredJob } from '../ports/job-store.ts';
import type { Store } from '../ports/store.ts';
import type { Surroundings } from '../ports/surroundings.ts';
import { isUrgent, type Scope } from './job-order.ts';
import { nightSummary, tellsTheSame } from './night-summary.ts';
import { isOpenAt, nightWindow, timeOfDay } from './night-window.ts';

interface NightRunPorts {
  readonly store: Store;
  readonly surroundings: Surroundings;
  /** Stops what may not work any more; resolves when it has stopped. */
  readonly interrupt: () => Promise<void>;
  /** Whoever may work now does so. */
  readonly wake: () => void;
  /** Tells every open page that open jobs work or wait from here on. */
  readonly announce: () => Promise<void>;
}

/** A computer that sleeps stops its timers, so the clock is looked at again and again. */
const longestNapMs = 30_000;

/** The time in which open jobs may work, where the writer has set one, and what came of it. It stands in the store. */
export class NightRunService {
  readonly #ports: NightRunPorts;
  #nightRun: NightRun | null = null;
  #wasOpen = false;
  #callOff: () => void = () => undefined;
  /** One change after the other. */
  #last: Promise<unknown> = Promise.resolve();
  #isStopped = false;

  constructor(ports: NightRunPorts) {
    this.#ports = ports;
  }

  /** To be called before any job works. A window that ended while the program was not running is closed now. */
  async start(): Promise<void> {
    this.#nightRun = (await this.#ports.store.night.plan()).nightRun;
    await this.#inTurn(() => this.#look());
  }

  mayWork(job: Scope): boolean {
    return this.#nightRun === null || isUrgent(job) || this.#isOpen(this.#nightRun);
  }

  /** Milliseconds until open jobs may work; 0: they may. */
  get waitingMs(): number {
    if (this.#nightRun === null) return 0;
    return Math.max(0, Date.parse(this.#nightRun.startsAt) - Date.parse(this.#ports.surroundings.now()));
  }

  plan(): Promise<NightPlan> {
    return this.#ports.store.night.plan();
  }

  set({ from, until, isNightly = false }: EndpointBody<'setNightRun'>): Promise<NightPlan> {
    return this.#inTurn(async () => {
      const moment = this.#moment();
      // every night again needs a time to begin
      const start = from ?? (isNightly ? timeOfDay(moment.minuteOfDay) : null);
      if (hasNoNight({ from: start, until })) throw noNight(until);
      await this.#change({ nightRun: { from: start, until, isNightly, ...nightWindow({ from: start, until }, moment) } });
      return this.plan();
    });
  }

  cancel(): Promise<NightPlan> {
    return this.#inTurn(async () => {
      const nightRun = this.#nightRun;
      const summary = nightRun && this.#isOpen(nightRun) ? await this.#summary(nightRun, await this.#countLeft()) : {};
      if (nightRun) await this.#change({ nightRun: null, ...summary });
      return this.plan();
    });
  }

  seen(): Promise<NightPlan> {
    return this.#inTurn(async () => {
      const { summary } = await this.plan();
      if (summary && !summary.isSeen) await this.#ports.store.night.setPlan({ summary: { ...summary, isSeen: true } });
      await this.#ports.announce();
      return this.plan();
    });
  }

  /** To be called when no job can work: all is done, or what is left has to wait. Between two rows of a batch nothing is done yet. */
  async noteIdle(): Promise<void> {
    await this.#inTurn(async () => {
      const nightRun = this.#nightRun;
      if (!nightRun || !this.#isOpen(nightRun) || (await this.#countLeft()) > 0) return;
      await this.#ports.store.night.setPlan(await this.#summary(nightRun, 0));
      await this.#ports.announce();
    });
  }

  stop(): void {
    this.#isStopped = true;
    this.#callOff();
  }

  async settled(): Promise<void> {
    await this.#last;
  }

  async #change(plan: Partial<NightPlan>): Promise<void> {
    const { store, interrupt } = this.#ports;
    this.#nightRun = (await store.night.setPlan(plan)).nightRun;
    await interrupt();
    await this.#tell();
  }

  async #look(): Promise<void> {
    const nightRun = this.#nightRun;
    if (this.#isStopped || !nightRun) return;
    if (nightRun.endsAt <= this.#ports.surroundings.now()) await this.#close(nightRun);
    else if (this.#isOpen(nightRun) !== this.#wasOpen) await this.#tell();
    else this.#nap();
  }

  /** What is being written stops and is kept. Once: what is left rests; every night: it waits for the next one. */
  async #close(nightRun: NightRun): Promise<void> {
    const { surroundings, interrupt } = this.#ports;
    await interrupt();
    const left = await this.#countLeft();
    if (!nightRun.isNightly) await this.#letRest(surroundings.now());
    const summary = await this.#summary(nightRun, left);
    await this.#change({ nightRun: nightRun.isNightly ? { ...nightRun, ...nightWindow(nightRun, this.#moment()) } : null, ...summary });
  }

  /** A batch first: one that is open would go on with its next row. */
  async #letRest(now: string): Promise<void> {
    const { batches, jobs } = this.#ports.store;
    for (const id of await batches.open()) await batches.setState(id, { state: 'paused', now });
    for (const { id } of await this.#boundJobs()) await jobs.setState(id, { state: 'paused', now });
  }

  /** A summary that the writer has seen, and that says nothing new, is not shown once more; where nothing was to be done, the last one stays. */
  async #summary({ startsAt, endsAt }: NightRun, leftCount: number): Promise<Pick<NightPlan, 'summary'> | object> {
    const { store, surroundings } = this.#ports;
    const now = surroundings.now();
    const summary = await nightSummary(store, { startedAt: startsAt, endedAt: now < endsAt ? now : endsAt, leftCount });
    const before = (await this.plan()).summary;
    return summary ? { summary: { ...summary, isSeen: before?.isSeen === true && tellsTheSame(before, summary) } } : {};
  }

  async #tell(): Promise<void> {
    const { wake, announce } = this.#ports;
    this.#wasOpen = this.#nightRun !== null && this.#isOpen(this.#nightRun);
    this.#nap();
    wake();
    await announce();
  }

  #nap(): void {
    this.#callOff();
    if (this.#isStopped || !this.#nightRun) return;
    const { startsAt, endsAt } = this.#nightRun;
    const nowMs = Date.parse(this.#ports.surroundings.now());
    const nextMs = Date.parse(this.#wasOpen ? endsAt : startsAt) - nowMs;
    this.#callOff = this.#ports.surroundings.after(Math.min(Math.max(nextMs, 0), longestNapMs), () => {
      void this.#inTurn(() => this.#look()).catch((error: unknown) => {
        this.#ports.surroundings.log.error({ error: String(error) }, 'the night run could not be looked after');
        this.#nap();
      });
    });
  }

  /** Open jobs that the window binds. */
  async #boundJobs(): Promise<StoredJob[]> {
    return (await this.#ports.store.jobs.list(0)).filter((job) => job.state === 'open' && !isUrgent(job));
  }

  /** Texts that are still to be worked on: bound jobs, and rows of open batches that have none yet. */
  async #countLeft(): Promise<number> {
    const { batches } = this.#ports.store;
    const rows = await Promise.all((await batches.open()).map((id) => batches.rows(id)));
    const withoutJob = rows.flat().filter(({ isWanted, document }) => isWanted && document?.job?.state !== 'open');
    return (await this.#boundJobs()).length + withoutJob.length;
  }

  #isOpen(nightRun: NightRun): boolean {
    return isOpenAt(nightRun, this.#ports.surroundings.now());
  }

  #moment() {
    const { surroundings } = this.#ports;
    return { now: surroundings.now(), minuteOfDay: surroundings.minuteOfDay() };
  }

  #inTurn<T>(change: () => Promise<T>): Promise<T> {
    const result = this.#last.then(change);
    this.#last = result.catch(() => undefined);
    return result;
  }
}

function noNight(time: string): StudioError {
  return new StudioError('invalid-request', `The night run would begin and end at ${time}.`, {
    hint: 'Choose another time for its end; without a night run, jobs work at any time.',
  });
}
