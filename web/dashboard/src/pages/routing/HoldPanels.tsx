import { Code, Group, Stack, Text } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dependency, InhibitRule } from '../../api/routing';
import { Panel } from '../../components/Panel';
import { StateBadge } from '../../components/StateBadge';
import type { LabelSet } from '../../lib/matchers';
import { dependencyRole, inhibitRole, type HoldRole } from './holdRoles';
import styles from './RouteNode.module.css';

interface HoldPanelsProps {
  readonly inhibit: readonly InhibitRule[];
  readonly dependencies: readonly Dependency[];
  /** Of the alert that is asked about; null while nobody asks. */
  readonly labels: LabelSet | null;
}

/** What holds an alert back that found its way: others that say more, and targets in front of its own. */
export function HoldPanels({ inhibit, dependencies, labels }: HoldPanelsProps): ReactElement {
  const { t } = useTranslation();
  return (
    <Stack gap="md">
      <Holds title={t('routing.inhibition')} lead={t('routing.inhibitionLead')} none={t('routing.noInhibition')}>
        {inhibit.map((rule, index) => (
          // Rules have no identity but their place.
          <Hold key={index} role={labels && inhibitRole(rule, labels)}>
            <Text size="sm" component="div"><MatcherText text={rule.source} /> {t('routing.holdsBack')} <MatcherText text={rule.target} /></Text>
            {rule.equal.length > 0 && <Text size="xs">{t('routing.equal', { labels: rule.equal.join(', ') })}</Text>}
            {rule.equalBut && <Text size="xs">{t('routing.equalBut', { labels: rule.equalBut.join(', ') })}</Text>}
          </Hold>
        ))}
      </Holds>
      <Holds title={t('routing.dependencies')} lead={t('routing.dependenciesLead')} none={t('routing.noDependencies')}>
        {dependencies.map((dependency, index) => (
          <Hold key={index} role={labels && dependencyRole(dependency, dependencies, labels)}>
            <Text size="sm" component="div"><b>{dependency.target}</b> {t('routing.inFrontOf', { names: dependency.behind.join(', ') })}</Text>
            <Text size="xs" component="div">{t('routing.downWhen')} <MatcherText text={`{${dependency.when.join(',')}}`} /></Text>
          </Hold>
        ))}
      </Holds>
    </Stack>
  );
}

interface HoldsProps {
  readonly title: string;
  readonly lead: string;
  /** Said where there is nothing. */
  readonly none: string;
  readonly children: readonly ReactNode[];
}

function Holds({ title, lead, none, children }: HoldsProps): ReactElement {
  return (
    <Panel title={title}>
      <Text size="sm" c="dimmed">{children.length === 0 ? none : lead}</Text>
      {children.length > 0 && <ul className={styles['list']} aria-label={title}>{children}</ul>}
    </Panel>
  );
}

function Hold({ role, children }: { readonly role: HoldRole | null; readonly children: ReactNode }): ReactElement {
  const { t } = useTranslation();
  const plays = role !== null && (role.holds === true || role.isHeld === true);
  return (
    <li className={plays ? `${styles['node'] ?? ''} ${styles['onTheWay'] ?? ''}` : styles['node']} data-testid="hold">
      {children}
      <Group gap={6} mt={role === null ? 0 : 6}>
        {role?.isHeld === true && <StateBadge state="warning">{t('routing.canBeHeld')}</StateBadge>}
        {role?.holds === true && <StateBadge state="info">{t('routing.canHold')}</StateBadge>}
        {(role?.holds === null || role?.isHeld === null) && <StateBadge state="unknown">{t('routing.unknown')}</StateBadge>}
      </Group>
    </li>
  );
}

function MatcherText({ text }: { readonly text: string }): ReactElement {
  const { t } = useTranslation();
  return <Code style={{ overflowWrap: 'anywhere' }}>{text === '{}' ? t('routing.everything') : text}</Code>;
}
