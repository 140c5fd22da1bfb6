import type { RawSetting } from "../../../lab/ask.ts";
import type { Figures, RunView, TradeView } from "../../../lab/view.ts";

/** The trades as a table for a spreadsheet; times in UTC. */
export function tradesCsv(trades: readonly TradeView[]): string {
  const rows = trades.map(({ time, side, price, amount, fee }) =>
    [new Date(time).toISOString(), side, price, amount, fee].join(","),
  );
  return ["time_utc,side,price,amount,fee", ...rows].join("\r\n") + "\r\n";
}

/** Everything that a simulation was asked and came to. */
export function runJson(setting: RawSetting, { figures, trades }: RunView): string {
  const { strategy, market, slippage } = setting;
  const told = { strategy, market, slippage, figures: figures satisfies Figures, trades };
  return JSON.stringify(told, null, 2) + "\n";
}

/** Let the browser keep a text as a file. */
export function download(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 1000);
}
