import type { CliCommand } from "../command.ts";
import { attach, detach } from "./attach.ts";
import { board } from "./board.ts";
import { compile } from "./compile.ts";
import { connect, disconnect } from "./connect.ts";
import { down } from "./down.ts";
import { flash } from "./flash.ts";
import { kill } from "./kill.ts";
import { link } from "./link.ts";
import { load } from "./load.ts";
import { logs } from "./logs.ts";
import { newApp } from "./new.ts";
import { nodes } from "./nodes.ts";
import { ps } from "./ps.ts";
import { run } from "./run.ts";
import { runs } from "./runs.ts";
import { save } from "./save.ts";
import { shell } from "./shell.ts";
import { start } from "./start.ts";
import { switchCommand } from "./switch.ts";
import { topology } from "./topology.ts";
import { up } from "./up.ts";

/** Every command, by what a person is about to do; the help shows them in this order. */
export const COMMANDS: Readonly<Record<string, readonly CliCommand[]>> = {
  "The cluster:": [start, up, down, nodes, attach, detach, board, flash],
  "Programs:": [newApp, compile, run, runs, ps, kill, logs, shell],
  "The network:": [topology, link, switchCommand, connect, disconnect, save, load],
};
