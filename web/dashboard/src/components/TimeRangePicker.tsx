import { ActionIcon, Button, Divider, Group, Popover, SimpleGrid, Stack, Text, TextInput, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconArrowLeft, IconArrowRight, IconClock, IconZoomOut } from '@tabler/icons-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDateTime, toLocalInput } from '../lib/formatTime';
import { readRange, writeRange } from '../lib/rangeClipboard';
import {
  absoluteRange,
  isRelative,
  parseInstant,
  QUICK_RANGES,
  resolveRange,
  shiftRange,
  SHORTEST_MS,
  zoomRange,
  type TimeRange,
} from '../lib/timeRange';
import { useChords } from '../lib/useChords';
import { useNow } from '../lib/useNow';

interface TimeRangePickerProps {
  readonly range: TimeRange;
  readonly onChange: (range: TimeRange) => void;
}

/** Chooses a range of time by click, by text, or by keyboard as in Grafana. */
export function TimeRangePicker({ range, onChange }: TimeRangePickerProps): ReactElement {
  const { t } = useTranslation();
  const [opened, popover] = useDisclosure();
  const name = useRangeName();
  const paste = async (): Promise<void> => {
    const pasted = readRange(await navigator.clipboard.readText());
    if (pasted === null) notifications.show({ message: t('range.pasteFailed'), color: 'var(--state-warning)' });
    else onChange(pasted);
  };
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(writeRange(range));
    notifications.show({ message: t('range.copied') });
  };
  const shift = (direction: -1 | 1): void => { onChange(shiftRange(range, direction, Date.now())); };
  const zoom = (factor: 0.5 | 2): void => { onChange(zoomRange(range, factor, Date.now())); };
  useChords({
    't ArrowLeft': () => { shift(-1); },
    't ArrowRight': () => { shift(1); },
    't -': () => { zoom(2); },
    't +': () => { zoom(0.5); },
    't a': () => { onChange(absoluteRange(resolveRange(range, Date.now()))); },
    't c': () => void copy(),
    't v': () => void paste(),
  });

  return (
    <Group gap={4} wrap="nowrap">
      <StepButton label={t('range.earlier')} keys="t ←" onClick={() => { shift(-1); }}>
        <IconArrowLeft size={16} />
      </StepButton>
      <Popover opened={opened} onChange={popover.set} position="bottom-end" trapFocus withinPortal>
        <Popover.Target>
          <Button variant="default" leftSection={<IconClock size={16} />} onClick={popover.toggle} data-testid="range">
            {name(range)}
          </Button>
        </Popover.Target>
        <Popover.Dropdown w={320} maw="calc(100vw - 24px)" aria-label={t('range.title')}>
          <SimpleGrid cols={3} spacing={6}>
            {QUICK_RANGES.map((length) => (
              <Button
                key={length}
                size="compact-sm"
                variant={range.to === 'now' && range.from === `now-${length}` ? 'filled' : 'default'}
                onClick={() => {
                  onChange({ from: `now-${length}`, to: 'now' });
                  popover.close();
                }}
              >
                {length}
              </Button>
            ))}
          </SimpleGrid>
          <Divider my="sm" />
          <CustomRange
            key={`${range.from} ${range.to}`}
            range={range}
            onApply={(chosen) => {
              onChange(chosen);
              popover.close();
            }}
          />
        </Popover.Dropdown>
      </Popover>
      <StepButton label={t('range.later')} keys="t →" onClick={() => { shift(1); }}>
        <IconArrowRight size={16} />
      </StepButton>
      <StepButton label={t('range.zoomOut')} keys="t -" onClick={() => { zoom(2); }}>
        <IconZoomOut size={16} />
      </StepButton>
    </Group>
  );
}

interface StepButtonProps {
  readonly label: string;
  readonly keys: string;
  readonly onClick: () => void;
  readonly children: ReactElement;
}

function StepButton({ label, keys, onClick, children }: StepButtonProps): ReactElement {
  return (
    <Tooltip label={`${label} (${keys})`}>
      <ActionIcon variant="default" size={36} onClick={onClick} aria-label={label}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

interface CustomRangeProps {
  readonly range: TimeRange;
  readonly onApply: (range: TimeRange) => void;
}

/** Two ends as text: `now-2h`, an ISO date, or a local time. */
function CustomRange({ range, onApply }: CustomRangeProps): ReactElement {
  const { t } = useTranslation();
  const [from, setFrom] = useState(() => readable(range.from));
  const [to, setTo] = useState(() => readable(range.to));
  const now = useNow(1_000);
  const [start, end] = [parseInstant(from, now), parseInstant(to, now)];
  const problem =
    start === null || end === null ? t('range.unreadable') : end - start < SHORTEST_MS ? t('range.backwards') : null;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (problem === null && start !== null && end !== null) onApply({ from: asUrl(from, start), to: asUrl(to, end) });
      }}
    >
      <Stack gap="xs">
        <TextInput label={t('range.from')} value={from} onChange={(event) => { setFrom(event.currentTarget.value); }} />
        <TextInput label={t('range.to')} value={to} onChange={(event) => { setTo(event.currentTarget.value); }} error={problem} />
        <Text size="xs" c="dimmed">
          {t('range.hint')}
        </Text>
        <Button type="submit" disabled={problem !== null}>
          {t('range.apply')}
        </Button>
      </Stack>
    </form>
  );
}

function readable(end: string): string {
  return /^\d+$/.test(end) ? toLocalInput(Number(end)) : end;
}

function asUrl(text: string, instant: number): string {
  return text.startsWith('now') ? text : String(instant);
}

function useRangeName(): (range: TimeRange) => string {
  const { t, i18n } = useTranslation();
  return (range) => {
    const length = /^now-(.+)$/.exec(range.from)?.[1];
    if (range.to === 'now' && length !== undefined) return t('range.last', { length });
    const { from, to } = resolveRange(range, Date.now());
    return `${formatDateTime(from, i18n.language)} – ${isRelative(range) ? range.to : formatDateTime(to, i18n.language)}`;
  };
}
