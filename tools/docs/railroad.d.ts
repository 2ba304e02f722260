declare module "@prantlf/railroad-diagrams" {
  export interface Component {
    toString(): string;
  }
  type Item = Component | string;
  type Made = new (...items: Item[]) => Component;
  export const Diagram: Made;
  export const Sequence: Made;
  export const Terminal: new (text: string) => Component;
  export const NonTerminal: new (text: string) => Component;
  export const Skip: new () => Component;
  export const Choice: new (normal: number, ...items: Item[]) => Component;
  export const Optional: new (item: Item) => Component;
  export const OneOrMore: new (item: Item, repeat?: Item) => Component;
  export const ZeroOrMore: new (item: Item, repeat?: Item) => Component;
  export const defaultCSS: string;
}
