-- Moments in milliseconds since 1970, in UTC: boards know no time zone, and no calendar of their own.
local Date
do
    local floor = math.floor
    local DAY = 86400000.0
    -- Days since 1970 of a year, month (from 0, any) and day: years begin in March, so that the leap day is the last.
    local function days(year, month, day)
        year = year + floor(month / 12)
        month = month % 12
        local shifted = (month + 10) % 12
        year = year - (shifted >= 10 and 1 or 0)
        local era = floor(year / 400)
        local ofEra = year - era * 400
        return era * 146097 + ofEra * 365 + floor(ofEra / 4) - floor(ofEra / 100) + floor((153 * shifted + 2) / 5) + day - 719469.0
    end
    local function calendar(time)
        local z = floor(time / DAY) + 719468
        local era = floor(z / 146097)
        local ofEra = z - era * 146097
        local year = floor((ofEra - floor(ofEra / 1460) + floor(ofEra / 36524) - floor(ofEra / 146096)) / 365)
        local ofYear = ofEra - (365 * year + floor(year / 4) - floor(year / 100))
        local shifted = floor((5 * ofYear + 2) / 153)
        local month = (shifted + 2) % 12
        return year + era * 400 + (month < 2 and 1 or 0) + 0.0, month + 0.0, ofYear - floor((153 * shifted + 2) / 5) + 1.0
    end
    local function clipped(time)
        if time ~= time or time > 8.64e15 or time < -8.64e15 then
            return 0 / 0
        end
        return (time < 0 and math.ceil(time) or floor(time)) + 0.0
    end
    local function utc(year, month, day, hours, minutes, seconds, ms)
        if year >= 0 and year <= 99 then
            year = year + 1900
        end
        local clock = ((((hours or 0) * 60 + (minutes or 0)) * 60) + (seconds or 0)) * 1000 + (ms or 0)
        return clipped(days(year, month or 0, day or 1) * DAY + clock)
    end
    local function offset(zone)
        if zone == "Z" then
            return 0
        end
        local sign, hours, minutes = string.match(zone, "^([+-])(%d%d):(%d%d)$")
        return sign and (sign == "-" and -1 or 1) * (hours * 60 + minutes) * 60000
    end
    local function parse(text)
        local sign, year, rest = string.match(text, "^([+-]?)(%d%d%d%d%d?%d?)(.*)$")
        local month, day, clock = 1, 1, ""
        if not year or (sign ~= "") ~= (#year == 6) or #year == 5 then
            return 0 / 0
        elseif rest ~= "" then
            month, rest = string.match(rest, "^%-(%d%d)(.*)$")
            if rest and rest ~= "" and not string.find(rest, "^T") then
                day, rest = string.match(rest, "^%-(%d%d)(.*)$")
            end
            clock = rest
        end
        if not clock or not month or not day or month + 0 < 1 or month + 0 > 12 or day + 0 < 1 or day + 0 > 31 then
            return 0 / 0
        end
        local whole = days(tonumber(year) * (sign == "-" and -1 or 1), month - 1, day + 0) * DAY
        if clock == "" then
            return whole
        end
        local hours, minutes, seconds = string.match(clock, "^T(%d%d):(%d%d)(.*)$")
        local parts, zone = string.match(seconds or "", "^:?([%d.]*)(.*)$")
        local shift = hours and offset(zone)
        if hours and zone == "" then
            error(__TS__New(RangeError, "boards know no time zone: end the date with Z: " .. text), 0)
        elseif not shift then
            return 0 / 0
        end
        local second = parts == "" and 0 or tonumber(parts)
        return whole + (hours * 60 + minutes) * 60000 + floor(second * 1000 + 1e-6) - shift
    end
    Date = __TS__Class()
    Date.name = "Date"
    function Date.UTC(_, ...)
        return utc(...)
    end
    function Date.parse(_, text)
        return parse(text)
    end
    local prototype = Date.prototype
    function prototype.____constructor(self, from)
        if type(from) == "table" then
            from = from.time
        end
        self.time = type(from) == "string" and clipped(parse(from)) or type(from) == "number" and clipped(from) or 0 / 0
    end
    function prototype.getTime(self)
        return self.time
    end
    prototype.valueOf = prototype.getTime
    -- In a sum a date is its text.
    prototype.____asText = true
    function prototype.setTime(self, time)
        self.time = clipped(time)
        return self.time
    end
    local function part(name, of)
        prototype[name] = function(self)
            local time = self.time
            return time == time and of(time) or 0 / 0
        end
    end
    part("getUTCFullYear", function(time) return (calendar(time)) end)
    part("getUTCMonth", function(time) return (select(2, calendar(time))) end)
    part("getUTCDate", function(time) return (select(3, calendar(time))) end)
    part("getUTCDay", function(time) return (floor(time / DAY) + 4) % 7 + 0.0 end)
    part("getUTCHours", function(time) return floor(time % DAY / 3600000) + 0.0 end)
    part("getUTCMinutes", function(time) return floor(time % 3600000 / 60000) + 0.0 end)
    part("getUTCSeconds", function(time) return floor(time % 60000 / 1000) + 0.0 end)
    part("getUTCMilliseconds", function(time) return time % 1000 + 0.0 end)
    function prototype.toISOString(self)
        local time = self.time
        if time ~= time then
            error(__TS__New(RangeError, "Invalid time value"), 0)
        end
        local year, month, day = calendar(time)
        local years = year >= 0 and year <= 9999 and string.format("%04d", year) or string.format("%s%06d", year < 0 and "-" or "+", math.abs(year))
        local clock = string.format("%02d:%02d:%02d.%03d", floor(time % DAY / 3600000), floor(time % 3600000 / 60000), floor(time % 60000 / 1000), time % 1000)
        return years .. string.format("-%02d-%02dT", month + 1, day) .. clock .. "Z"
    end
    function prototype.toJSON(self)
        return self.time == self.time and self:toISOString() or nil
    end
    function prototype.toString()
        error(__TS__New(TypeError, "a date as a text needs a time zone: write date.toISOString()"), 0)
    end
    prototype.__tostring = prototype.toString
    function prototype.__lt(a, b)
        return a.time < b.time
    end
    function prototype.__le(a, b)
        return a.time <= b.time
    end
    function prototype.__keys(_, json)
        return not json and {} or nil
    end
end
