'use strict';

// One cluster and one service of eris-fleet, on a client that never connects. Each line of standard input is an
// order for the cluster, {"length": L, "single": S, "many": M, "inFlight": N}; each is answered with a line
// {"times": [nanoseconds of each single call], "perSecond": R}. The end of standard input ends it all.

const cluster = require('cluster');
const { EventEmitter } = require('events');
const readline = require('readline');
const { Fleet, BaseClusterWorker, BaseServiceWorker } = require('eris-fleet');

class StubbedClient extends EventEmitter {

  constructor() {
    super();
    this.requestHandler = { latencyRef: {} };
    for (const cache of ['users', 'guilds', 'shards', 'voiceConnections']) {
      this[cache] = new Map();
    }
    this.guildShardMap = {};
    this.uptime = 0;
  }

  async getBotGateway() {
    return { url: 'wss://none.invalid', shards: 1, session_start_limit: { max_concurrency: 1 } };
  }

  connect() {
    setImmediate(() => {
      this.emit('connect', 0);
      this.emit('shardReady', 0);
      this.emit('ready');
    });
  }

  editStatus() {
  }

  disconnect() {
  }

}

class Echo extends BaseServiceWorker {

  constructor(setup) {
    super(setup);
    this.serviceReady();
  }

  async handleCommand(message) {
    return message;
  }

  shutdown(done) {
    done();
  }

}

class Caller extends BaseClusterWorker {

  constructor(setup) {
    super(setup);
    this.ipc.register('order', (order) => this.measure(order)
      .then((result) => this.ipc.sendToAdmiral('result', result))
      .catch((failure) => this.ipc.sendToAdmiral('result', { failure: String(failure) })));
    this.ipc.sendToAdmiral('result', { ready: true });
  }

  async call(text) {
    const reply = await this.ipc.command('echo', text, true);
    if (reply !== text) {
      throw new Error('the echo is not what was said');
    }
  }

  async measure({ length, single, many, inFlight }) {
    const text = 'x'.repeat(length);
    const times = [];
    for (let call = 0; call < single; call++) {
      const start = process.hrtime.bigint();
      await this.call(text);
      times.push(Number(process.hrtime.bigint() - start));
    }
    const start = process.hrtime.bigint();
    let begun = 0;
    await Promise.all(Array.from({ length: inFlight }, async () => {
      while (begun++ < many) {
        await this.call(text);
      }
    }));
    return { times, perSecond: many / (Number(process.hrtime.bigint() - start) / 1e9) };
  }

  shutdown(done) {
    done();
  }

}

const fleet = new Fleet({
  BotWorker: Caller,
  token: 'none',
  services: [{ name: 'echo', ServiceWorker: Echo }],
  customClient: StubbedClient,
  shards: 1,
  clusters: 1,
  overrideConsole: false,
  statsInterval: 'disable',
});

if (cluster.isMaster) {
  fleet.on('error', (failure) => console.error(failure));
  fleet.on('result', (result) => console.log(JSON.stringify(result)));
  readline.createInterface({ input: process.stdin })
    .on('line', (line) => fleet.ipc.sendTo(0, 'order', JSON.parse(line)))
    .on('close', () => fleet.totalShutdown(true));
}
