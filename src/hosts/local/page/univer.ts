/** A spreadsheet without the proprietary presets: the registration that `createUniver` would do. */
import { LocaleType, LogLevel, mergeLocales, Univer } from "@univerjs/core";
import { FUniver } from "@univerjs/core/facade";
import { UniverSheetsConditionalFormattingPreset } from "@univerjs/preset-sheets-conditional-formatting";
import formattingWords from "@univerjs/preset-sheets-conditional-formatting/locales/en-US";
import { UniverFormulaEnginePlugin, UniverSheetsCorePreset } from "@univerjs/preset-sheets-core";
import words from "@univerjs/preset-sheets-core/locales/en-US";
import { defaultTheme } from "@univerjs/themes";
import { keepWholeKeys } from "./whole-keys.ts";

/** What Univer's own words lack: how far it is with formulas. */
const OUR_WORDS = {
  "sheets-formula": {
    progress: {
      analyzing: "Reading formulas …",
      calculating: "Working out formulas …",
      "array-analysis": "Reading blocks …",
      "array-calculation": "Working out blocks …",
      done: "Worked out",
    },
  },
};

/** So many formulas are worked out at a time; then the page draws and hears what somebody does. */
const FORMULAS_A_TIME = 50;

export function makeUniver(container: string): { readonly univer: Univer; readonly api: FUniver } {
  keepWholeKeys();
  const univer = new Univer({
    theme: defaultTheme,
    logLevel: LogLevel.ERROR,
    locale: LocaleType.EN_US,
    locales: { [LocaleType.EN_US]: mergeLocales(words, formattingWords, OUR_WORDS) },
  });
  const presets = [
    UniverSheetsCorePreset({ container }),
    UniverSheetsConditionalFormattingPreset(),
  ];
  const plugins = new Map<string, readonly [Parameters<Univer["registerPlugin"]>[0], unknown]>();
  for (const preset of presets) {
    for (const entry of preset.plugins) {
      const [plugin, options] = Array.isArray(entry) ? entry : [entry, undefined];
      plugins.delete(plugin.pluginName);
      plugins.set(plugin.pluginName, [plugin, options]);
    }
  }
  for (const [plugin, options] of plugins.values()) {
    const isEngine = plugin.pluginName === UniverFormulaEnginePlugin.pluginName;
    const own = isEngine ? { ...(options as object), intervalCount: FORMULAS_A_TIME } : options;
    univer.registerPlugin(plugin, own as never);
  }
  return { univer, api: FUniver.newAPI(univer) };
}
