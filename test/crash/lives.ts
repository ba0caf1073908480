import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { answer, type LifeOptions, type Order } from './messages.ts';
import type { Random } from './random.ts';

export interface Ports {
  readonly http: number;
  readonly smtp: number;
}

/** Distributes over every member of the union. */
type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;

/** Trying again would change nothing. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** A start takes about a hundred effects, a season some thousands. */
const MOST_EFFECTS = 800;

/** A birth meets its tripwire once in eight times. */
const MOST_STILLBIRTHS = 20;

/** One life after another in the same data directory; each but the last is killed at a random effect. */
export class Lives {
  kills = 0;
  /** How the lives died that were not killed by their tripwire. */
  readonly strangeDeaths: string[] = [];
  private readonly base: Omit<LifeOptions, 'dies' | 'clockOffset'>;
  private readonly random: Random;
  private readonly onBirth: () => void;
  private readonly onReady: (ports: Ports) => void;
  private clockOffset = 0;
  private mortal = true;
  private child: ChildProcess | undefined;
  private ports: Ports | undefined;
  private death: Promise<undefined> = Promise.resolve(undefined);
  private orders = 0;

  constructor(
    base: Omit<LifeOptions, 'dies' | 'clockOffset'>,
    random: Random,
    when: { readonly begun: () => void; readonly ready: (ports: Ports) => void },
  ) {
    this.base = base;
    this.onBirth = when.begun;
    this.onReady = when.ready;
    this.random = random;
  }

  /** From here on nobody is killed. */
  makeImmortal(): void {
    this.mortal = false;
  }

  /** Milliseconds since the epoch on the clock under test. */
  now(): number {
    return Date.now() + this.clockOffset;
  }

  async moveClock(byMilliseconds: number): Promise<void> {
    this.clockOffset += byMilliseconds;
    await this.tell({ do: 'move-clock', milliseconds: this.clockOffset });
  }

  /** Gives an order to whoever lives; when that one dies over it, to the next. */
  async tell(asked: WithoutId<Order>): Promise<number> {
    return this.through(async () => {
      const { child } = this;
      if (child === undefined) throw new Error('nobody lives');
      this.orders += 1;
      const id = this.orders;
      return new Promise<number>((resolve, reject) => {
        const listen = (message: unknown) => {
          const said = answer.parse(message);
          if ('id' in said && said.id === id) finish(() => resolve(said.value));
        };
        const died = () => finish(() => reject(new Error('died')));
        const finish = (end: () => void) => {
          child.off('message', listen);
          child.off('exit', died);
          end();
        };
        child.on('message', listen);
        child.once('exit', died);
        child.send({ ...asked, id }, (error) => error && died());
      });
    });
  }

  /** Does it with a living Crewtide, again and again until one lives long enough. */
  async through<T>(work: (ports: Ports) => Promise<T>): Promise<T> {
    for (let attempt = 0; attempt < 200; attempt += 1) {
      const ports = await this.alive();
      try {
        return await work(ports);
      } catch (fault) {
        if (fault instanceof Refused) throw fault;
        await Promise.race([this.death, pause(100)]);
      }
    }
    throw new Error('200 attempts did not get through');
  }

  private async alive(): Promise<Ports> {
    for (let births = 0; this.ports === undefined; births += 1) {
      if (births === MOST_STILLBIRTHS)
        throw new Refused(`nobody is born: ${this.strangeDeaths.at(-1) ?? ''}`);
      await this.beBorn();
    }
    return this.ports;
  }

  private async beBorn(): Promise<void> {
    // What the last life had written is on its way to whoever it wrote to.
    await pause(20);
    this.onBirth();
    const dies = this.mortal
      ? {
          at: 1 + Math.floor(this.random() * MOST_EFFECTS),
          when: this.random() < 0.5 ? 'before' : 'after',
        }
      : undefined;
    const options = { ...this.base, clockOffset: this.clockOffset, ...(dies ? { dies } : {}) };
    const child = fork(new URL('life.ts', import.meta.url), [JSON.stringify(options)], {
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let complaint = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      complaint += chunk.toString();
    });
    this.child = child;
    this.death = once(child, 'exit').then(() => undefined);
    child.once('exit', (code, signal) => {
      this.ports = undefined;
      if (signal === 'SIGKILL') this.kills += 1;
      else if (this.mortal || code !== 0)
        this.strangeDeaths.push(`${code ?? signal}: ${complaint.slice(0, 400)}`);
    });
    const ready = new Promise<Ports>((resolve) => {
      child.on('message', (message) => {
        const said = answer.parse(message);
        if ('ready' in said) resolve(said.ready);
      });
    });
    const ports = await Promise.race([ready, this.death]);
    if (child.exitCode !== null || child.signalCode !== null || ports === undefined) return;
    this.ports = ports;
    this.onReady(ports);
  }

  /** Lets a last life end in order, which stops the store that killed ones left running. */
  async end(): Promise<void> {
    this.mortal = false;
    for (let ended = false; !ended; ) {
      await this.alive();
      const { child, death } = this;
      child?.disconnect();
      await death;
      ended = child?.exitCode === 0;
    }
  }
}

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
