import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const root = new URL("../../", import.meta.url);
const xml = readFileSync(new URL("manifest.xml", root), "utf8");
const { version } = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));
const metadata = JSON.parse(readFileSync(new URL("dist/excel/functions.json", root), "utf8"));

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}
/** Enough of XML for a manifest of ours: elements, attributes, text. */
function parse(source: string): Element {
  const top: Element = { name: "", attributes: {}, children: [], text: "" };
  const open = [top];
  for (const [, close, name, attributes, empty, text] of source
    .replace(/<\?[^>]*\?>/, "")
    .matchAll(/<(\/?)([\w:]+)((?:\s+[\w:]+="[^"]*")*)\s*(\/?)>([^<]*)/g)) {
    if (close) open.pop();
    else {
      const pairs = [...attributes!.matchAll(/([\w:]+)="([^"]*)"/g)].map(([, k, v]) => [k!, v!]);
      const made: Element = {
        name: name!,
        attributes: Object.fromEntries(pairs),
        children: [],
        text: empty ? "" : text!.trim(),
      };
      open.at(-1)!.children.push(made);
      if (!empty) open.push(made);
    }
  }
  expect(open).toHaveLength(1);
  return top.children[0]!;
}
const app = parse(xml);
const all = (name: string, from: Element = app): Element[] =>
  from.children.flatMap((c) => [...(c.name === name ? [c] : []), ...all(name, c)]);
const names = (element: Element) => element.children.map((c) => c.name);
const one = (name: string, from: Element = app): Element => {
  const found = all(name, from);
  expect(found.length, name).toBeGreaterThan(0);
  return found[0]!;
};

describe("manifest.xml", () => {
  test("orders its elements as Office wants them", () => {
    expect(names(app)).toEqual([
      "Id",
      "Version",
      "ProviderName",
      "DefaultLocale",
      "DisplayName",
      "Description",
      "IconUrl",
      "HighResolutionIconUrl",
      "SupportUrl",
      "AppDomains",
      "Hosts",
      "Requirements",
      "DefaultSettings",
      "Permissions",
      "VersionOverrides",
    ]);
    expect(names(one("VersionOverrides"))).toEqual([
      "Description",
      "Requirements",
      "Hosts",
      "Resources",
    ]);
    const host = all("Host").find((h) => h.attributes["xsi:type"] === "Workbook")!;
    expect(names(host)).toEqual(["Runtimes", "AllFormFactors", "DesktopFormFactor"]);
    expect(names(one("Group"))).toEqual(["Label", "Icon", "Control"]);
    expect(names(one("Control"))).toEqual(["Label", "Supertip", "Icon", "Action"]);
  });

  test("carries the package's version, as four numbers", () => {
    expect(one("Version").text).toBe(`${version}.0`);
    expect(one("Version").text).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
  });

  test("keeps the limits of names, descriptions and ids", () => {
    expect(one("DisplayName").attributes.DefaultValue!.length).toBeLessThanOrEqual(125);
    for (const text of all("bt:String")) {
      const limit = /Text$|Description$/.test(text.attributes.id!) ? 250 : 125;
      expect(text.attributes.DefaultValue!.length, text.attributes.id).toBeLessThanOrEqual(limit);
    }
    expect(one("Description").attributes.DefaultValue!.length).toBeLessThanOrEqual(250);
    expect(one("Id").text).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });

  test("defines every resource it uses, once, and uses every one it defines", () => {
    const defined = ["bt:Image", "bt:Url", "bt:String"]
      .flatMap((kind) => all(kind, one("Resources")))
      .map((r) => r.attributes.id!);
    expect(new Set(defined).size).toBe(defined.length);
    for (const id of defined) expect(id.length).toBeLessThanOrEqual(32);
    const used = new Set([...xml.matchAll(/resid="([^"]+)"/g)].map(([, id]) => id!));
    expect([...used].sort()).toEqual([...defined].sort());
    const ids = [...xml.matchAll(/\sid="(Answerable[^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("shares one runtime between pane, functions and commands", () => {
    const { resid, lifetime } = one("Runtime").attributes;
    expect(lifetime).toBe("long");
    expect(one("SourceLocation", one("Page")).attributes.resid).toBe(resid);
    expect(one("FunctionFile").attributes.resid).toBe(resid);
    expect(one("SourceLocation", one("Action")).attributes.resid).toBe(resid);
    expect(all("TaskpaneId")).toEqual([]);
  });

  test("asks for the floor of Office that it is built for, and no more than the document", () => {
    const sets = all("Set").map((s) => [s.attributes.Name, s.attributes.MinVersion]);
    expect(sets).toEqual([
      ["SharedRuntime", "1.1"],
      ["CustomFunctionsRuntime", "1.3"],
      ["ExcelApi", "1.12"],
    ]);
    expect(all("bt:Set").map((s) => [s.attributes.Name, s.attributes.MinVersion])).toEqual(sets);
    expect(one("Permissions").text).toBe("ReadWriteDocument");
  });

  test("names https addresses only", () => {
    const addresses = [...xml.matchAll(/DefaultValue="(\w+:\/\/[^"]+)"/g)].map(([, url]) => url!);
    expect(addresses.length).toBeGreaterThan(6);
    for (const address of addresses) {
      expect(new URL(address).protocol).toBe("https:");
      expect(address.length).toBeLessThanOrEqual(2048);
    }
  });

  test("its icons are really of the size they say", () => {
    const files = [...xml.matchAll(/assets\/icon-(\d+)\.png/g)].map(([, size]) => Number(size));
    expect(new Set(files)).toEqual(new Set([16, 32, 64, 80]));
    for (const size of files) {
      const png = readFileSync(new URL(`dist/excel/assets/icon-${size}.png`, root));
      expect(png.subarray(1, 4).toString("ascii")).toBe("PNG");
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size]);
    }
  });

  test("a known tab, a namespace that Excel takes", () => {
    expect(one("OfficeTab").attributes.id).toBe("TabHome");
    const namespace = all("bt:String").find((s) => s.attributes.id === "Functions.Namespace")!;
    expect(namespace.attributes.DefaultValue).toMatch(/^[A-Za-z][A-Za-z0-9._]{0,31}$/);
  });
});

describe("functions.json", () => {
  test("ids and names that Excel takes, and no cell reference among them", () => {
    for (const { id, name } of metadata.functions) {
      expect(id).toBe(name);
      expect(id).toMatch(/^[A-Z][A-Z0-9]{2,63}$/);
    }
  });
  test("every argument and result is a matrix of anything, errors as objects", () => {
    expect(metadata.allowErrorForDataTypeAny).toBe(true);
    for (const { parameters, result } of metadata.functions) {
      expect(result).toEqual({ type: "any", dimensionality: "matrix" });
      for (const p of parameters) expect([p.type, p.dimensionality]).toEqual(["any", "matrix"]);
      const repeating = parameters.map((p: { repeating?: true }) => p.repeating === true);
      expect(repeating.slice(0, -1)).not.toContain(true);
    }
  });
});
