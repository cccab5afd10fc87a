import { Code, Group, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { StateIcon } from '../../components/StateIcon';
import type { AlertGroup } from './alertGrouping';

/** Why the alerts below stand together. */
export function AlertGroupHeading({ group: { title, labels, severity, receiver, alerts } }: { readonly group: AlertGroup }): ReactElement {
  const { t } = useTranslation();
  return (
    <Group component="span" gap="2px 8px" miw={0} data-testid="alert-group">
      <Group component="span" gap={8} wrap="nowrap" miw={0}>
        <StateIcon state={severity} size={15} />
        <Text size="sm" fw={600} span>
          {title === '' ? t('alerts.everything') : (title ?? t('alerts.alone'))}
        </Text>
      </Group>
      <Text size="xs" c="dimmed" span style={{ flex: 'none' }}>
        {t('alerts.count', { count: alerts.length })}
        {receiver !== undefined && ` → ${receiver}`}
      </Text>
      {title !== null && (
        <Text span truncate visibleFrom="sm">
          {Object.entries(labels).map(([name, value]) => (
            <Code key={name} mr={4}>
              {name}={value}
            </Code>
          ))}
        </Text>
      )}
    </Group>
  );
}
