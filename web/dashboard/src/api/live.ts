import { backoffMs } from '../lib/backoff';

/** Connected: frames flow. Reconnecting: lost just now. Disconnected: lost for long; still trying. */
export type ConnectionState = 'connected' | 'reconnecting' | 'disconnected';

/** What a page can ask to be sent. */
export type Topic = { readonly topic: 'overview' } | { readonly topic: 'alerts' } | { readonly topic: 'anomalies' } | { readonly topic: 'query'; readonly query: string };

/** A frame as it came; `type` says which. */
export interface Frame {
  readonly type: string;
  readonly id?: string;
}

/** The parts of the browser that a test replaces. */
export interface LiveEnvironment {
  open(url: string): WebSocket;
  random(): number;
}

// After so many failed attempts in a row the page says disconnected instead of reconnecting.
const ATTEMPTS_BEFORE_DISCONNECTED = 5;
// The server sends a frame each second for the overview and for queries; this long without one, the connection is dead
// though it looks open.
const SILENCE_MS = 10_000;

const STEADY: ReadonlySet<string> = new Set<Topic['topic']>(['overview', 'query']);

const FRAME_TYPES = { overview: 'overview', alerts: 'alert', anomalies: 'anomaly', query: 'query' } as const;

interface Subscription {
  readonly id: string;
  readonly topic: Topic;
  readonly listeners: Set<(frame: Frame) => void>;
}

/**
 * The only WebSocket. Reconnects by itself with back-off and subscribes anew to whatever is still wanted;
 * what a page had received stays with the page.
 */
export class LiveConnection {
  // One entry a topic in use on the page: bounded by what a page shows.
  private readonly subscriptions = new Map<string, Subscription>();
  private readonly frameListeners = new Set<(frame: Frame) => void>();
  private readonly stateListeners = new Set<() => void>();
  private socket: WebSocket | null = null;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private silenceTimer: ReturnType<typeof setTimeout> | undefined;
  private attempts = 0;
  private nextId = 1;
  private currentState: ConnectionState = 'reconnecting';

  constructor(
    private readonly url: string,
    private readonly environment: LiveEnvironment,
  ) {}

  get state(): ConnectionState {
    return this.currentState;
  }

  /** Opens the connection, and keeps it open until `stop`. */
  start(): void {
    if (this.socket === null && this.retryTimer === undefined) this.connect();
  }

  stop(): void {
    clearTimeout(this.retryTimer);
    clearTimeout(this.silenceTimer);
    this.retryTimer = undefined;
    this.attempts = 0;
    const socket = this.socket;
    this.socket = null;
    socket?.close();
    this.setState('reconnecting');
  }

  /** Tries at once instead of at the end of the wait: the network is back, or the person asked. */
  retryNow(): void {
    if (this.retryTimer === undefined) return;
    clearTimeout(this.retryTimer);
    this.retryTimer = undefined;
    this.connect();
  }

  onState(listener: () => void): () => void {
    this.stateListeners.add(listener);
    return () => this.stateListeners.delete(listener);
  }

  /** Every frame, whatever its topic. */
  onFrame(listener: (frame: Frame) => void): () => void {
    this.frameListeners.add(listener);
    return () => this.frameListeners.delete(listener);
  }

  /** Frames of one topic, from now on and after every reconnection. Returns how to stop. */
  subscribe(topic: Topic, listener: (frame: Frame) => void): () => void {
    const key = JSON.stringify(topic);
    let subscription = this.subscriptions.get(key);
    if (subscription === undefined) {
      subscription = { id: String(this.nextId++), topic, listeners: new Set() };
      this.subscriptions.set(key, subscription);
      this.send({ type: 'subscribe', ...topic, id: subscription.id });
      if (this.currentState === 'connected') this.expectFrames();
    }
    const { id, listeners } = subscription;
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0 || this.subscriptions.get(key)?.id !== id) return;
      this.subscriptions.delete(key);
      this.send({ type: 'unsubscribe', topic: topic.topic, id });
    };
  }

  private connect(): void {
    const socket = this.environment.open(this.url);
    this.socket = socket;
    socket.onopen = () => {
      if (this.socket !== socket) return;
      this.attempts = 0;
      this.setState('connected');
      this.expectFrames();
      for (const { id, topic } of this.subscriptions.values()) this.send({ type: 'subscribe', ...topic, id });
    };
    socket.onmessage = (event: MessageEvent<unknown>) => {
      if (this.socket !== socket || typeof event.data !== 'string') return;
      this.expectFrames();
      this.deliver(JSON.parse(event.data) as Frame);
    };
    socket.onclose = () => {
      this.lose(socket);
    };
  }

  private lose(socket: WebSocket): void {
    if (this.socket !== socket) return;
    this.socket = null;
    clearTimeout(this.silenceTimer);
    const wait = backoffMs(this.attempts, this.environment.random());
    this.attempts++;
    this.setState(this.attempts > ATTEMPTS_BEFORE_DISCONNECTED ? 'disconnected' : 'reconnecting');
    this.retryTimer = setTimeout(() => {
      this.retryTimer = undefined;
      this.connect();
    }, wait);
  }

  private expectFrames(): void {
    clearTimeout(this.silenceTimer);
    this.silenceTimer = setTimeout(() => {
      const socket = this.socket;
      if (socket === null || ![...this.subscriptions.values()].some(({ topic }) => STEADY.has(topic.topic))) return;
      socket.close();
      // A dead network never confirms the close.
      this.lose(socket);
    }, SILENCE_MS);
  }

  private deliver(frame: Frame): void {
    for (const listener of this.frameListeners) listener(frame);
    for (const { id, topic, listeners } of this.subscriptions.values()) {
      if (frame.type !== FRAME_TYPES[topic.topic] || (topic.topic === 'query' && frame.id !== id)) continue;
      for (const listener of listeners) listener(frame);
    }
  }

  private send(message: object): void {
    if (this.socket?.readyState === 1) this.socket.send(JSON.stringify(message));
  }

  private setState(state: ConnectionState): void {
    if (state === this.currentState) return;
    this.currentState = state;
    for (const listener of this.stateListeners) listener();
  }
}
