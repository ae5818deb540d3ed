// Commands over a web socket, each with a number by which its answer is known: what WebDriver BiDi and Chromium's DevTools
// protocol have in common.

import WebSocket from "ws";

export type Json = Record<string, unknown>;

interface Message {
  id?: number;
  method?: string;
  params?: Json;
  result?: Json;
  error?: unknown;
}

interface Waiting {
  done: (result: Json) => void;
  failed: (error: Error) => void;
}

export class Calls {
  private readonly waiting = new Map<number, Waiting>();
  private sent = 0;

  private constructor(
    private readonly socket: WebSocket,
    heard: (method: string, params: Json) => void,
  ) {
    socket.on("message", (text) => {
      const message = JSON.parse(String(text)) as Message;
      const { id, method, params = {}, result = {}, error } = message;
      if (id === undefined) return method && heard(method, params);
      const waiting = this.waiting.get(id);
      this.waiting.delete(id);
      if (error === undefined) waiting?.done(result);
      else waiting?.failed(new Error(String(text)));
    });
    socket.on("close", () => {
      for (const { failed } of this.waiting.values()) failed(new Error("the browser ended"));
      this.waiting.clear();
    });
  }

  /** `heard` is told every event. */
  static to(address: string, heard: (method: string, params: Json) => void): Promise<Calls> {
    const socket = new WebSocket(address, { perMessageDeflate: false });
    return new Promise((done, failed) => {
      socket.once("error", failed);
      socket.once("open", () => done(new Calls(socket, heard)));
    });
  }

  /** `beside`: what stands beside the parameters, such as a session. */
  send(method: string, params: Json = {}, beside: Json = {}): Promise<Json> {
    const id = ++this.sent;
    return new Promise((done, failed) => {
      this.waiting.set(id, { done, failed });
      this.socket.send(JSON.stringify({ id, method, params, ...beside }));
    });
  }
}
