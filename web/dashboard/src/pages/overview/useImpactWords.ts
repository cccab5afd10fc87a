import { useTranslation } from 'react-i18next';
import { OBSTACLES, type Impact } from '../../api/overview';

const ROLES = ['throughput', 'memory', 'cpu', 'communication'] as const;

/** What the impact is, or why it is not known, in the page's language; a server's sentence only where the page has no words for it. */
export function useImpactWords(): (impact: Impact | null) => string {
  const { t, i18n } = useTranslation();
  const nameOf = (component: string): string => {
    const role = ROLES.find((known) => known === component);
    return role === undefined ? component : t(`baselines.roles.${role}`);
  };
  return (impact) => {
    const { obstacle, reason, overall_effectiveness: overall } = impact ?? {};
    if (!obstacle) return typeof overall === 'number' ? t('impact.mean') : (reason ?? t('impact.unknown'));
    const kind = OBSTACLES.find((known) => known === obstacle.kind);
    if (kind === undefined) return obstacle.reason;
    const missing = new Intl.ListFormat(i18n.language).format((obstacle.missing ?? []).map(nameOf));
    return t(`impact.obstacle.${kind}`, { known: obstacle.known ?? 0, needed: obstacle.needed ?? 0, missing });
  };
}
