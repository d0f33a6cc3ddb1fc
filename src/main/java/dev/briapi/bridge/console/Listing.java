package dev.briapi.bridge.console;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A select whose conditions are those that were asked for. */
final class Listing {
  private final String select;
  private final List<String> conditions = new ArrayList<>();
  private final Map<String, Object> parameters = new HashMap<>();

  Listing(String select) {
    this.select = select;
  }

  /** A condition on a parameter; none if its value is null. */
  Listing where(String condition, String parameter, Object value) {
    if (value != null) {
      conditions.add("(" + condition + ")");
      parameters.put(parameter, value);
    }
    return this;
  }

  /** A condition of constants; none if it is null. */
  Listing where(String condition) {
    if (condition != null) {
      conditions.add("(" + condition + ")");
    }
    return this;
  }

  /** Only what comes after a moment in a list that has the newest first. */
  Listing after(String column, Cursor.Moment moment) {
    if (moment != null) {
      where(
          "%1$s <= :afterTime and (%1$s < :afterTime or id > :afterId)".formatted(column),
          "afterTime",
          moment.time());
      parameters.put("afterId", moment.id());
    }
    return this;
  }

  /** One more than the limit, which tells whether there is a next page. */
  <T> List<T> read(JdbcClient database, String order, int limit, RowMapper<T> row) {
    String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    return database
        .sql(select + where + " order by " + order + " limit " + (limit + 1))
        .params(parameters)
        .query(row)
        .list();
  }
}
