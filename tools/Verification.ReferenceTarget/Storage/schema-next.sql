
-- step: issue_events.0002_host_region
alter table issue_events_issueevent add column host_region varchar(64) not null default '';
