interface CardHelpers {
  createCardElement: (config: { type: string; entities: string[] }) => HTMLElement;
}

interface WithHelpers extends Window {
  loadCardHelpers?: () => Promise<CardHelpers>;
}

/** Loads Home Assistant's own form, which comes with the editors of its own cards. */
export async function loadForm(): Promise<void> {
  if (customElements.get("ha-form")) return;
  const helpers = await (window as WithHelpers).loadCardHelpers?.();
  const card = helpers?.createCardElement({ type: "entities", entities: [] });
  const made = card?.constructor as { getConfigElement?: () => Promise<HTMLElement> } | undefined;
  await made?.getConfigElement?.();
}
