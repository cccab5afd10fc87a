-- Since when people have been told by mail that alerting is broken; no row while it works.
create table watchdog (
  id boolean primary key default true check (id),
  told_broken_since timestamptz not null
);
