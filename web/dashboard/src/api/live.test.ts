import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LiveConnection, type Frame } from './live';

/** The half of a WebSocket that the connection uses, driven by the test. */
class FakeSocket {
  readyState = 0;
  readonly sent: unknown[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;

  accept(): void {
    this.readyState = 1;
    this.onopen?.();
  }

  receive(frame: object): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }

  drop(): void {
    this.readyState = 3;
    this.onclose?.();
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  close(): void {
    this.readyState = 2;
  }
}

const sockets: FakeSocket[] = [];
let live: LiveConnection;

beforeEach(() => {
  vi.useFakeTimers();
  sockets.length = 0;
  live = new LiveConnection('/ws', {
    open: () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket as unknown as WebSocket;
    },
    random: () => 1,
  });
  live.start();
});
afterEach(() => {
  live.stop();
  vi.useRealTimers();
});

function newest(): FakeSocket {
  const socket = sockets.at(-1);
  if (socket === undefined) throw new Error('no socket was opened');
  return socket;
}

describe('LiveConnection', () => {
  it('is connected once the socket is open', () => {
    expect(live.state).toBe('reconnecting');
    newest().accept();

    expect(live.state).toBe('connected');
  });

  it('subscribes when it can, and again after a reconnection', () => {
    live.subscribe({ topic: 'overview' }, vi.fn());
    newest().accept();
    const subscribed = [{ type: 'subscribe', topic: 'overview', id: '1' }];
    expect(newest().sent).toEqual(subscribed);

    newest().drop();
    expect(live.state).toBe('reconnecting');
    vi.advanceTimersByTime(500);
    newest().accept();

    expect(sockets).toHaveLength(2);
    expect(newest().sent).toEqual(subscribed);
    expect(live.state).toBe('connected');
  });

  it('waits longer after each failure, then says disconnected and still tries', () => {
    const waits = [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000];
    const states = waits.map((wait, attempt) => {
      newest().drop();
      vi.advanceTimersByTime(wait - 1);
      expect(sockets).toHaveLength(attempt + 1);
      vi.advanceTimersByTime(1);
      expect(sockets).toHaveLength(attempt + 2);
      return live.state;
    });

    expect(states.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => 'reconnecting'));
    expect(states.slice(5)).toEqual(['disconnected', 'disconnected', 'disconnected']);
    newest().accept();
    expect(live.state).toBe('connected');
  });

  it('tries at once when asked', () => {
    newest().drop();
    live.retryNow();
    expect(sockets).toHaveLength(2);

    vi.advanceTimersByTime(60_000);
    expect(sockets).toHaveLength(2);
  });

  it('gives each listener the frames of its topic, and one subscription serves two listeners', () => {
    const overview = [vi.fn(), vi.fn()];
    const query = vi.fn();
    const everything: Frame[] = [];
    newest().accept();
    for (const listener of overview) live.subscribe({ topic: 'overview' }, listener);
    live.subscribe({ topic: 'query', query: 'up' }, query);
    live.onFrame((frame) => everything.push(frame));

    newest().receive({ type: 'overview' });
    newest().receive({ type: 'query', id: '2' });
    newest().receive({ type: 'query', id: '9' });

    expect(newest().sent).toHaveLength(2);
    expect(overview.map((listener) => listener.mock.calls.length)).toEqual([1, 1]);
    expect(query).toHaveBeenCalledTimes(1);
    expect(everything).toHaveLength(3);
  });

  it('unsubscribes when the last listener has gone', () => {
    newest().accept();
    const first = live.subscribe({ topic: 'alerts' }, vi.fn());
    const second = live.subscribe({ topic: 'alerts' }, vi.fn());
    first();
    expect(newest().sent).toHaveLength(1);
    second();

    expect(newest().sent[1]).toEqual({ type: 'unsubscribe', topic: 'alerts', id: '1' });
  });

  it('takes ten silent seconds for a dead connection', () => {
    newest().accept();
    live.subscribe({ topic: 'overview' }, vi.fn());
    vi.advanceTimersByTime(9_000);
    newest().receive({ type: 'overview' });
    vi.advanceTimersByTime(9_999);
    expect(live.state).toBe('connected');
    vi.advanceTimersByTime(1);

    expect(live.state).toBe('reconnecting');
    vi.advanceTimersByTime(500);
    expect(sockets).toHaveLength(2);
  });

  it('expects nothing while only alerts are subscribed', () => {
    newest().accept();
    live.subscribe({ topic: 'alerts' }, vi.fn());
    vi.advanceTimersByTime(60_000);

    expect(live.state).toBe('connected');
  });

  it('opens nothing more after it was stopped', () => {
    newest().accept();
    live.stop();
    newest().drop();
    vi.advanceTimersByTime(60_000);

    expect(sockets).toHaveLength(1);
  });
});
