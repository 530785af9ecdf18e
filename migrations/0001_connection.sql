ALTER TABLE `integrations` ADD `connection` text;--> statement-breakpoint
ALTER TABLE `integrations` ADD `status_reason` text;