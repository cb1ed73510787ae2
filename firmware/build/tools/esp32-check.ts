import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { findCompiler } from "../compile/compiler.ts";
import { filesBelow, findRoots } from "../compile/parts.ts";
import { buildLibraries } from "../compile/program.ts";
import { onAllCores, run } from "../compile/run.ts";
import { variantOf } from "../compile/variants.ts";
import type { BuildOptions } from "../compile/workshop.ts";
import { FirmwareError } from "../firmware-error.ts";
import { cacheFolder, packageRoot } from "../folders.ts";
import { sketchFolder } from "../sketch.ts";

/** Folders of headers below `components` of an ESP-IDF tree, for an ESP32. */
const HEADERS = [
  ...["newlib/platform_include", "esp_common/include", "esp_rom/include", "esp_rom/esp32/include"],
  ...["freertos/config/include", "freertos/config/include/freertos"],
  ...["freertos/config/xtensa/include", "freertos/esp_additions/include"],
  ...["include", "portable/xtensa/include", "portable/xtensa/include/freertos"].map(
    (folder) => `freertos/FreeRTOS-Kernel/${folder}`,
  ),
  ...["esp_hw_support/include", "esp_hw_support/include/soc", "esp_hw_support/include/soc/esp32"],
  ...[
    "esp_hw_support/port/esp32/include",
    "soc/include",
    "soc/esp32/include",
    "soc/esp32/register",
  ],
  ...["hal/include", "hal/esp32/include", "hal/platform_port/include"],
  ...["xtensa/include", "xtensa/esp32/include", "xtensa/deprecated_include"],
  ...["esp_system/include", "esp_system/port/include", "heap/include", "log/include"],
  ...[
    "esp_timer/include",
    "esp_driver_uart/include",
    "esp_driver_gpio/include",
    "esp_ringbuf/include",
  ],
  ...["esp_wifi/include", "esp_event/include", "esp_netif/include", "wpa_supplicant/include"],
  ...["esp_phy/include", "esp_phy/esp32/include", "esp_coex/include", "bootloader_support/include"],
  ...["nvs_flash/include", "esp_partition/include", "spi_flash/include"],
  ...["lwip/include", "lwip/port/include", "lwip/port/freertos/include"],
  "lwip/port/esp32xx/include",
];

/** What is no part of the tree itself: a submodule, a component of its own. */
const OTHERS = {
  LWIP_PATH: { file: "src/include/lwip/sockets.h", within: "components/lwip/lwip" },
  MDNS_PATH: { file: "include/mdns.h", within: "managed_components/espressif__mdns" },
} as const;

const FLAGS = ["-fsyntax-only", "-std=gnu17", "-mlongcalls", "-Wall", "-Wextra", "-DESP_PLATFORM"];

/**
 * Compiles every file of the sketch, so of the port, the core and Lua, for an Xtensa against the headers of the ESP-IDF
 * that `IDF_PATH` names; without that, the core, Lua and mbedTLS alone. Answers what was checked.
 * @throws FirmwareError
 */
export async function checkEsp32(
  options: BuildOptions,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  const idf = environment.IDF_PATH;
  if (!idf) {
    const files = await buildLibraries({ ...options, variant: "xtensa" });
    return `${files.join("\n")}\nthe core alone was compiled: IDF_PATH names no ESP-IDF to check the port against`;
  }
  const cache = options.cache ?? cacheFolder();
  const sketch = await sketchFolder({ cache, onProgress: options.onProgress });
  const { MBEDTLS } = await findRoots({ cache, onProgress: options.onProgress });
  const includes = [
    join(packageRoot, "firmware/build/tools/esp32"),
    ...headersOf(idf, environment),
  ];
  const flags = [
    ...[...FLAGS, '-DMBEDTLS_CONFIG_FILE="vn_mbedtls_config.h"', "-include", "sdkconfig.h"],
    ...[...includes, join(MBEDTLS, "include")].flatMap((folder) => ["-isystem", folder]),
  ];
  const files = filesBelow(join(sketch, "src"));
  await compileAll(files, flags, sketch);
  return `${files.length} files compile against ESP-IDF ${versionOf(idf)} in ${idf}`;
}

function headersOf(idf: string, environment: NodeJS.ProcessEnv): string[] {
  const components = join(idf, "components");
  const missing = HEADERS.find((folder) => !existsSync(join(components, folder)));
  if (missing !== undefined)
    throw new FirmwareError(
      "no-source",
      `IDF_PATH=${idf} has no components/${missing}: it wants the sources of ESP-IDF 5.5`,
    );
  const others = Object.entries(OTHERS).map(([name, { file, within }]) => {
    const folder = environment[name] ?? join(idf, within);
    if (existsSync(join(folder, file)))
      return join(folder, file.split("include/")[0] ?? "", "include");
    throw new FirmwareError(
      "no-source",
      `there is no ${file} in ${folder}: ${name} may name another folder`,
    );
  });
  return [...HEADERS.map((folder) => join(components, folder)), ...others];
}

async function compileAll(files: readonly string[], flags: readonly string[], sketch: string) {
  const [program = "", ...first] = findCompiler(variantOf("xtensa").compilers).command;
  const faults: string[] = [];
  await onAllCores(files, async (file) => {
    const isOurs = !relative(sketch, file).startsWith(join("src", "lua"));
    const all = [...first, ...flags, isOurs ? "-Werror" : "-w", file];
    const ran = await run(program, all, sketch);
    if (!ran.isGood) faults.push(ran.text);
  });
  if (faults.length > 0)
    throw new FirmwareError("compile-failed", `the sketch does not compile:\n${faults.join("\n")}`);
}

/** As the tree's own header tells it. */
function versionOf(idf: string): string {
  const text = readFileSync(join(idf, "components/esp_common/include/esp_idf_version.h"), "utf8");
  const part = (name: string) => new RegExp(`VERSION_${name}\\s+(\\d+)`).exec(text)?.[1] ?? "?";
  return `${part("MAJOR")}.${part("MINOR")}.${part("PATCH")}`;
}
