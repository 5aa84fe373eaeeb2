/** Walks the previewed app through its own navigation, as a person would. */
import type { OutlineNode, PreviewProbe, ProbeAction } from '../../sandbox/probe.ts';

/** Roles that navigation is made of, most usual first. */
const NAVIGATION_ROLES = ['link', 'button', 'tab', 'menuitem'] as const;

/** Opens a view by the name that the app's navigation shows. False where no such control is there. */
export async function openView(probe: PreviewProbe, view: string, signal?: AbortSignal): Promise<boolean> {
  for (const role of NAVIGATION_ROLES) {
    const action: ProbeAction = { do: 'click', target: { role, name: view } };
    const result = await probe.act(action, signal);
    if (result.ok) return true;
  }
  return false;
}

function isCurrent(node: OutlineNode): boolean {
  const { current, selected, pressed } = node.state;
  return (current !== undefined && current !== 'false') || selected === 'true' || pressed === 'true';
}

/** Those of the named views that some control of the app leads to. */
export function viewsIn(outline: readonly OutlineNode[], views: readonly string[]): readonly string[] {
  return views.filter((view) => leadsTo(outline, view.toLowerCase()));
}

function leadsTo(outline: readonly OutlineNode[], view: string): boolean {
  return outline.some(
    ({ role, name, children }) =>
      (NAVIGATION_ROLES.some((each) => each === role) && name.toLowerCase().includes(view)) ||
      leadsTo(children, view),
  );
}

/** The view whose navigation control says that it is the current one; null where none does. */
export function currentView(outline: readonly OutlineNode[], views: readonly string[]): string | null {
  for (const node of outline) {
    if (isCurrent(node)) {
      const name = node.name.toLowerCase();
      const view = views.find((candidate) => name.includes(candidate.toLowerCase()));
      if (view) return view;
    }
    const below = currentView(node.children, views);
    if (below) return below;
  }
  return null;
}
