import { maskOfPorts, registerAddress, SwitchModel, stageSum, wordsOfRoutes } from "#switch";

const PORTS = 16;
const CHUNK_FRAMES = 100;

export interface SwitchFigures {
  readonly frameBytes: number;
  readonly lineSpeed: number;
  readonly framesPerSecond: number;
  readonly lost: number;
}

/** A permutation on sixteen ports for `durationMs` of wall time, in chunks of 100 frames, no sockets. */
export function benchSwitch(frameBytes: number, durationMs = 1000): SwitchFigures {
  let sent = 0;
  const model = openModel((bytes) => {
    sent += bytes;
  });
  const chunks = Array.from({ length: PORTS }, (_, port) =>
    chunkFor((port + 5) % PORTS, frameBytes),
  );
  let given = 0;
  const start = performance.now();
  while (performance.now() - start < durationMs) {
    for (const [port, chunk] of chunks.entries()) model.receive(port, chunk);
    given += PORTS * CHUNK_FRAMES;
  }
  const seconds = (performance.now() - start) / 1000;
  model.close();
  const lost = given - sent / frameBytes;
  return { frameBytes, lineSpeed: 0, framesPerSecond: Math.round(given / seconds), lost };
}

/** The model with a line speed on all ports at full load: simulated seconds for each real one. */
export function benchPacedSwitch(frameBytes: number, lineSpeed = 5_000_000, simulatedMs = 1000) {
  let now = 0;
  let wake: { at: number; call: () => void } | undefined;
  let sent = 0;
  const clock = {
    now: () => now,
    after: (delayMs: number, call: () => void) => {
      const mine = { at: now + delayMs, call };
      wake = mine;
      return () => {
        if (wake === mine) wake = undefined;
      };
    },
  };
  const chunks = Array.from({ length: PORTS }, (_, port) =>
    chunkFor((port + 5) % PORTS, frameBytes),
  );
  const hungry = new Set(chunks.keys());
  const model = openModel(
    (bytes) => {
      sent += bytes;
    },
    { clock, onInputReady: (port) => hungry.add(port) },
  );
  model.setLineSpeed(lineSpeed);
  const start = performance.now();
  while (now < simulatedMs) {
    for (const port of hungry) {
      if (!model.receive(port, chunks[port] ?? new Uint8Array(0))) hungry.delete(port);
    }
    const due = wake;
    wake = undefined;
    now = due?.at ?? simulatedMs;
    due?.call();
  }
  const seconds = (performance.now() - start) / 1000;
  model.close();
  const lineShare = sent / ((PORTS * lineSpeed * simulatedMs) / 10_000);
  return { frameBytes, lineSpeed, timesRealTime: simulatedMs / 1000 / seconds, lineShare };
}

function chunkFor(output: number, frameBytes: number): Uint8Array {
  const frame = new Uint8Array(frameBytes).fill(0x11);
  frame.set([output + 1, frameBytes - 2]);
  frame[frameBytes - 1] = 0;
  const chunk = new Uint8Array(frameBytes * CHUNK_FRAMES);
  for (let n = 0; n < CHUNK_FRAMES; n += 1) chunk.set(frame, n * frameBytes);
  return chunk;
}

type ModelParts = Pick<ConstructorParameters<typeof SwitchModel>[0], "clock" | "onInputReady">;

const WALL_CLOCK: ModelParts = { clock: { now: () => performance.now(), after: () => () => {} } };

/** All ports enabled, everyone may reach everyone. */
function openModel(onBytes: (bytes: number) => void, parts: ModelParts = WALL_CLOCK): SwitchModel {
  const onSend = (_port: number, bytes: Uint8Array) => onBytes(bytes.length);
  const model = new SwitchModel({ ports: PORTS, onSend, ...parts });
  const all = [...Array(PORTS).keys()];
  const labels = [[], ...all.map((port) => [port])];
  const words = wordsOfRoutes({ rows: all.map(() => all), labels }, PORTS);
  const write = (address: number, value: number) => model.registers.write(address, value);
  for (const port of all) {
    write(registerAddress("STAGED_ROWS", port), words.rows[port] ?? 0);
    write(registerAddress("STAGED_LABELS", port + 1), words.labels[port + 1] ?? 0);
  }
  write(registerAddress("COMMIT"), stageSum(words));
  write(registerAddress("EN"), maskOfPorts(all, 1)[0] ?? 0);
  return model;
}
