/** Charts of the fake Excel: what was set of each, none read before the sync. */
import type { FakeContext } from "./excel-context.ts";
import type { RangeProxy } from "./excel-range.ts";
import type { FakeChart, Sheet } from "./excel-sheet.ts";

/** `worksheet.charts`: one of a name that isn't there is nothing to delete. */
export const chartsOf = (context: FakeContext, where: () => Sheet) => ({
  getItemOrNullObject: (name: string) => ({
    delete: () =>
      context.queue(() => {
        const sheet = where();
        sheet.charts = sheet.charts.filter((chart) => chart.name !== name);
      }),
  }),
  add: (type: string, range: RangeProxy, by: string) => {
    if (type !== "BarClustered" || by !== "Columns") throw new Error(`InvalidArgument: ${type}`);
    const made: FakeChart = {
      name: "Chart 1",
      rows: 0,
      colours: [],
      title: "",
      width: 0,
      height: 0,
    };
    context.queue(() => {
      made.rows = range.here().rows;
      where().charts.push(made);
    });
    return {
      set name(name: string) {
        context.queue(() => {
          made.name = name;
        });
      },
      title: {
        set text(text: string) {
          context.queue(() => {
            made.title = text;
          });
        },
      },
      legend: { position: "" },
      axes: { categoryAxis: { reversePlotOrder: false } },
      series: {
        getItemAt: (at: number) => ({
          format: {
            fill: {
              setSolidColor: (colour: string) =>
                context.queue(() => {
                  // A column of names, then one a series.
                  if (at >= range.here().columns - 1)
                    throw new Error("InvalidArgument: no such series.");
                  made.colours[at] = colour;
                }),
            },
          },
        }),
      },
      setPosition: (start: RangeProxy) => context.queue(() => void start.here()),
      set width(width: number) {
        made.width = width;
      },
      set height(height: number) {
        made.height = height;
      },
    };
  },
});
